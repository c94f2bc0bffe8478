NAME = 'lambda'
