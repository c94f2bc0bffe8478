export default { graphql: '{{GRAPHQL_ENDPOINT}}', rest: '{{ REST_ENDPOINT }}', live: '{{REALTIME_DOMAIN}}', sandbox: '{{SANDBOX}}', env: '{{ENV}}' };
