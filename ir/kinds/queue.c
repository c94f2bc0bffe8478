#include "../ir.h"
extern const Kind kind_queue;
const Kind kind_queue = { "queues", "queue", "Queue", "x" };
