function handler(event) {
  event.response.headers['x-page'] = { value: 'notes' };
  return event.response;
}
