namespace ContentGen.Cli.Running;

/// <summary>
/// Standard output, whose reader may leave (<c>contentgen validate | head</c>). What is written then goes nowhere, and the run comes to its
/// end all the same: a deployment must not stop half-way because nobody reads on, and the exit code stays that of the findings.
/// </summary>
internal sealed class ReaderStream(Stream inner) : Stream
{
    private bool _hasLeft;

    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public override void Flush() => Do(inner.Flush);

    public override void Write(byte[] buffer, int offset, int count) => Do(() => inner.Write(buffer, offset, count));

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    private void Do(Action write)
    {
        if (_hasLeft)
        {
            return;
        }

        try
        {
            write();
        }
        catch (IOException e) when (IsClosedPipe(e))
        {
            _hasLeft = true;
        }
    }

    // EPIPE, ERROR_BROKEN_PIPE, ERROR_NO_DATA.
    private static bool IsClosedPipe(IOException e) => (e.HResult & 0xFFFF) is 32 or 109 or 232;
}
