// The limit of the benchmark `push`: sockets in Node with its usual library, and nothing else.
//   /ws?user=U      gets messages
//   /all            each message that comes here goes to every socket, as it is
//   /one            each message that comes here is {"to":U,"push":{…}}; U gets the push
//   GET /heap       how much of the heap lives, in bytes
// It prints its port when it listens, and ends with its standard input.
import { createServer } from 'node:http'
import { WebSocketServer } from 'ws'

const readers = new Map()

const http = createServer((request, response) => {
  if (request.url === '/heap') {
    // Twice: what the first run finds dead may keep others alive until the second.
    globalThis.gc()
    globalThis.gc()
    response.end(String(process.memoryUsage().heapUsed))
  } else {
    response.writeHead(404).end()
  }
})

const sockets = new WebSocketServer({ server: http, perMessageDeflate: false })

sockets.on('connection', (socket, request) => {
  const url = new URL(request.url, 'http://127.0.0.1')
  socket.on('error', () => socket.terminate())
  if (url.pathname === '/all') {
    socket.on('message', (message) => {
      for (const reader of readers.values()) reader.send(message, { binary: false })
    })
  } else if (url.pathname === '/one') {
    socket.on('message', (message) => {
      const { to, push } = JSON.parse(message)
      readers.get(to)?.send(JSON.stringify(push))
    })
  } else {
    const user = url.searchParams.get('user')
    readers.set(user, socket)
    socket.on('close', () => readers.get(user) === socket && readers.delete(user))
  }
})

http.listen(0, '127.0.0.1', () => console.log(http.address().port))

process.stdin.on('end', () => process.exit(0))
process.stdin.resume()
