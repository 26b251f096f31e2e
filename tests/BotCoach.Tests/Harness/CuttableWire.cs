using System.Net;
using System.Net.Sockets;

namespace BotCoach.Tests.Harness;

/// <summary>A wire to a server on this machine that can be cut and mended: what stands behind it is out of reach meanwhile.</summary>
public sealed class CuttableWire : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly string _host;
    private readonly int _port;
    private readonly List<TcpClient> _ends = [];
    private volatile bool _isCut;
    private readonly SemaphoreSlim _refusal = new(0);
    private volatile int _refused;

    public CuttableWire(string host, int port)
    {
        (_host, _port) = (host, port);
        _listener.Start();
        _ = AcceptAsync();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>Done when so many tries were refused.</summary>
    public async Task RefusesAsync(int times)
    {
        while (_refused < times) await _refusal.WaitAsync(_stop.Token);
    }

    public void Cut()
    {
        _isCut = true;
        lock (_ends)
        {
            _ends.ForEach(e => e.Dispose());
            _ends.Clear();
        }
    }

    public void Mend() => _isCut = false;

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        Cut();
        _stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true) _ = JoinAsync(await _listener.AcceptTcpClientAsync(_stop.Token));
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task JoinAsync(TcpClient near)
    {
        if (_isCut)
        {
            near.Dispose();
            Interlocked.Increment(ref _refused);
            _refusal.Release();
            return;
        }
        var far = new TcpClient();
        lock (_ends) _ends.AddRange([near, far]);
        try
        {
            await far.ConnectAsync(_host, _port, _stop.Token);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream(), _stop.Token), far.GetStream().CopyToAsync(near.GetStream(), _stop.Token));
        }
        catch (Exception e) when (e is IOException or SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }
        near.Dispose();
        far.Dispose();
    }
}
