using System.Buffers.Text;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Portal.Bench.Http;

/// <summary>
/// One kept-alive HTTP/1.1 connection that sends ready-made bytes and reads just enough of the answer. HttpClient would
/// take as much of the machine as the server that is being measured.
/// </summary>
internal sealed class HttpConnection : IDisposable
{
    private static readonly byte[] EndOfHead = "\r\n\r\n"u8.ToArray();

    private readonly Socket _socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
    private readonly byte[] _buffer = new byte[256 * 1024];
    private int _filled;

    public static async Task<HttpConnection> OpenAsync(int port, CancellationToken ct)
    {
        var connection = new HttpConnection();
        await connection._socket.ConnectAsync(IPAddress.Loopback, port, ct);
        return connection;
    }

    /// <summary>Sends a request and reads the whole answer.</summary>
    /// <returns>Its status, and its body, valid until the next request.</returns>
    public async ValueTask<(int Status, ReadOnlyMemory<byte> Body)> SendAsync(ReadOnlyMemory<byte> request, CancellationToken ct)
    {
        _filled = 0;
        for (var sent = 0; sent < request.Length;)
        {
            sent += await _socket.SendAsync(request[sent..], ct);
        }

        int head;
        while ((head = _buffer.AsSpan(0, _filled).IndexOf(EndOfHead)) < 0)
        {
            await FillAsync(ct);
        }

        Utf8Parser.TryParse(_buffer.AsSpan("HTTP/1.1 ".Length, 3), out int status, out _);
        var headers = Encoding.ASCII.GetString(_buffer, 0, head);
        var start = head + EndOfHead.Length;
        if (Header(headers, "Content-Length") is { } length)
        {
            var end = start + int.Parse(length, System.Globalization.CultureInfo.InvariantCulture);
            while (_filled < end)
            {
                await FillAsync(ct);
            }

            return (status, _buffer.AsMemory(start, end - start));
        }

        // Chunked: the last chunk is empty. The body is for error messages only, so the chunk marks may stay in it.
        while (!_buffer.AsSpan(start, _filled - start).EndsWith("0\r\n\r\n"u8))
        {
            await FillAsync(ct);
        }

        return (status, _buffer.AsMemory(start, _filled - start));
    }

    public void Dispose() => _socket.Dispose();

    private static string? Header(string head, string name)
    {
        var at = head.IndexOf($"\r\n{name}: ", StringComparison.OrdinalIgnoreCase);
        if (at < 0)
        {
            return null;
        }

        var start = at + name.Length + 4;
        var end = head.IndexOf('\r', start);
        return end < 0 ? head[start..] : head[start..end];
    }

    private async ValueTask FillAsync(CancellationToken ct)
    {
        var read = await _socket.ReceiveAsync(_buffer.AsMemory(_filled), ct);
        _filled += read > 0 ? read : throw new IOException("The server closed the connection.");
    }
}
