export default { api: '{{REST_ENDPOINT}}', key: '{{API_KEYS}}' };
