NAME = 'lib'
