NAME = 'local'
