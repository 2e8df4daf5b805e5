/* The API as it is described by this server, to read and to try. A key that is given by "Authorize" stays in this tab. */
SwaggerUIBundle({
  url: '/openapi.json',
  domNode: document.getElementById('api'),
  deepLinking: true,
  docExpansion: 'none',
  filter: true,
  displayRequestDuration: true,
  validatorUrl: null,
  requestInterceptor: request => {
    const changes = !['GET', 'HEAD'].includes((request.method || 'GET').toUpperCase())
    if (changes && !request.headers['Idempotency-Key'] && request.url.includes('/v1/')) {
      request.headers['Idempotency-Key'] = crypto.randomUUID()
    }
    return request
  },
})
