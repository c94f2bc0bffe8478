window.config = { rest: '{{REST_ENDPOINT}}', live: '{{HTTP_DOMAIN}}', env: '{{ENV}}' };
