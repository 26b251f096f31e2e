using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace BotCoach.Channels.Meetings;

/// <summary>
/// Calendars by their secret address, as Google, Outlook and Apple publish them (https://support.google.com/calendar/answer/37648, "secret address in iCal format").
/// Redirects are followed by hand, three at the most, each to a safe place; the address stands in no trace and no fault.
/// </summary>
public sealed class IcsFeed : IMeetingFeed, IDisposable
{
    private const int Most = 5 * 1024 * 1024;
    private const int MostRedirects = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    private readonly bool _allowsLoopback;
    private readonly HttpClient _http;

    /// <param name="allowsLoopback">Also by http from this machine: for tests alone.</param>
    public IcsFeed(bool allowsLoopback = false)
    {
        _allowsLoopback = allowsLoopback;
        _http = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false, AutomaticDecompression = DecompressionMethods.All, UseCookies = false, UseProxy = false, PooledConnectionLifetime = TimeSpan.FromMinutes(2),
            ActivityHeadersPropagator = null, ConnectCallback = ConnectAsync,
        }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    /// <inheritdoc/>
    public async Task<FeedReply> ReadAsync(string address, string? tag, CancellationToken cancel)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancel);
        over.CancelAfter(Patience);
        try
        {
            return await FollowAsync(address, tag, over.Token);
        }
        catch (OperationCanceledException) when (!cancel.IsCancellationRequested)
        {
            return Fault("it did not answer within ten seconds");
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException or InvalidDataException)
        {
            return Fault(broken.GetBaseException() is NotPublicException ? "it leads into a private network" : "it could not be reached");
        }
    }

    /// <summary>The address as it is read: <c>webcal</c> is https. Null for one that is none, or not a safe one.</summary>
    public static Uri? Safe(string? address, bool allowsLoopback = false)
    {
        if (address is null || !Uri.TryCreate(address.Trim(), UriKind.Absolute, out var uri)) return null;
        if (uri.Scheme is "webcal" or "webcals") uri = new UriBuilder(uri) { Scheme = "https", Port = uri.IsDefaultPort || uri.Port is -1 or 80 ? 443 : uri.Port }.Uri;
        if (uri.UserInfo.Length > 0) return null;
        return uri.Scheme == Uri.UriSchemeHttps && (allowsLoopback || !uri.IsLoopback) ? uri : allowsLoopback && uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback ? uri : null;
    }

    /// <inheritdoc/>
    public void Dispose() => _http.Dispose();

    private async Task<FeedReply> FollowAsync(string address, string? tag, CancellationToken over)
    {
        var at = Safe(address, _allowsLoopback);
        for (var hops = 0; at is not null && hops <= MostRedirects; hops++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, at);
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("text/calendar"));
            request.Headers.Accept.Add(new MediaTypeWithQualityHeaderValue("*/*", 0.1));
            if (tag is not null && EntityTagHeaderValue.TryParse(tag, out var known)) request.Headers.IfNoneMatch.Add(known);
            using var response = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, over);
            if ((int)response.StatusCode is 301 or 302 or 303 or 307 or 308 && response.Headers.Location is { } to)
            {
                at = Safe(new Uri(at, to).AbsoluteUri, _allowsLoopback);
                continue;
            }
            return await ReplyAsync(response, tag, over);
        }
        return Fault(at is null ? "it leads to an address that is not safe" : "it leads from one address to the next");
    }

    private static async Task<FeedReply> ReplyAsync(HttpResponseMessage response, string? tag, CancellationToken over)
    {
        if (response.StatusCode == HttpStatusCode.NotModified) return new FeedReply(null, tag, null);
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone) return Fault("there is no calendar at this address any more");
        if (response.StatusCode is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden) return Fault("it may not be read without signing in");
        if (!response.IsSuccessStatusCode) return Fault($"it answered {(int)response.StatusCode}");
        await using var body = await response.Content.ReadAsStreamAsync(over);
        using var kept = new MemoryStream();
        if (!await body.CopyAtMostAsync(kept, Most, over)) return Fault("it has more than 5 MB");
        return new FeedReply(Encoding.UTF8.GetString(kept.GetBuffer(), 0, (int)kept.Length), response.Headers.ETag?.ToString(), null);
    }

    /// <summary>The name is looked up here, so that what is connected to is what was looked at.</summary>
    private async ValueTask<Stream> ConnectAsync(SocketsHttpConnectionContext context, CancellationToken cancel)
    {
        var found = await Dns.GetHostAddressesAsync(context.DnsEndPoint.Host, cancel);
        var safe = found.Where(a => IsPublic(a) || (_allowsLoopback && IPAddress.IsLoopback(a))).ToArray();
        if (safe.Length == 0) throw new NotPublicException();
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(safe, context.DnsEndPoint.Port, cancel);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch (Exception failed) when (failed is SocketException or OperationCanceledException)
        {
            socket.Dispose();
            throw;
        }
    }

    /// <summary>None of this machine, of a private network, or of a host's own services (https://www.iana.org/assignments/iana-ipv4-special-registry).</summary>
    internal static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address)) return false;
        var b = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6) return !(address.IsIPv6LinkLocal || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast || address.Equals(IPAddress.IPv6Any) || (b[0] == 0 && b[1] == 0x64));
        return b[0] is not (0 or 10 or 127 or >= 224) && !(b[0] == 172 && b[1] is >= 16 and <= 31) && !(b[0] == 192 && b[1] == 168) && !(b[0] == 169 && b[1] == 254) && !(b[0] == 100 && b[1] is >= 64 and <= 127)
            && !(b[0] == 192 && b[1] == 0 && b[2] == 0) && !(b[0] == 198 && b[1] is 18 or 19);
    }

    private static FeedReply Fault(string why) => new(null, null, why);

    private sealed class NotPublicException : IOException;
}
