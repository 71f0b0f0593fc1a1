namespace ContentGen.Kusto.Hosting;

/// <summary>Lines of bytes from a stream, each bounded in length.</summary>
internal sealed class LineReader(Stream stream, int maxBytes)
{
    private byte[] _buffer = new byte[1 << 16];
    private int _start;
    private int _end;

    /// <summary>The next line without its line feed; null at the end of the stream, also in the middle of a line.</summary>
    public async Task<ReadOnlyMemory<byte>?> ReadLineAsync(CancellationToken cancellation)
    {
        var scanned = _start;
        for (;;)
        {
            var at = Array.IndexOf(_buffer, (byte)'\n', scanned, _end - scanned);
            if (at >= 0)
            {
                var line = _buffer.AsSpan(_start, at - _start).ToArray();
                _start = at + 1;
                return line;
            }

            scanned = _end;
            MakeRoom(ref scanned);
            var count = await stream.ReadAsync(_buffer.AsMemory(_end), cancellation).ConfigureAwait(false);
            if (count == 0)
            {
                return null;
            }

            _end += count;
        }
    }

    private void MakeRoom(ref int scanned)
    {
        if (_end < _buffer.Length)
        {
            return;
        }

        var length = _end - _start;
        if (length > maxBytes)
        {
            throw new HostFailureException("its answer is too long");
        }

        var target = _start > 0 && length < _buffer.Length / 2 ? _buffer : new byte[Math.Max(_buffer.Length, length * 2)];
        Buffer.BlockCopy(_buffer, _start, target, 0, length);
        _buffer = target;
        scanned -= _start;
        _end = length;
        _start = 0;
    }
}
