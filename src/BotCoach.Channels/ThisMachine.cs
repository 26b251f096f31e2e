using System.Net;

namespace BotCoach.Channels;

/// <summary>Whether a request was made on this very machine: for what asks nobody who they are.</summary>
public static class ThisMachine
{
    private static readonly string[] Forwarding =
        ["Forwarded", "Via", "X-Real-IP", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Forwarded-Port", "X-Forwarded-Server"];

    /// <summary>Why it was not, in a sentence that begins with <paramref name="who"/>; null where it was.</summary>
    public static string? WhyNot(HttpContext http, string who)
    {
        if (http.Connection.RemoteIpAddress is not { } from || !IPAddress.IsLoopback(from)) return $"{who} answers only on the machine it runs on.";
        if (http.Request.Headers.Keys.Any(IsForwarding)) return $"{who} does not answer through a proxy.";
        return IsLocal(http.Request.Host.Host) ? null : $"{who} answers only as localhost or 127.0.0.1.";
    }

    private static bool IsForwarding(string header) =>
        Forwarding.Contains(header, StringComparer.OrdinalIgnoreCase) || header.StartsWith("X-Forwarded-", StringComparison.OrdinalIgnoreCase);

    private static bool IsLocal(string host) => host.Equals("localhost", StringComparison.OrdinalIgnoreCase) || host is "127.0.0.1" or "[::1]";
}
