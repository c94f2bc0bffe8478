function answer(event) {
  return event.request;
}
