using BotCoach.Channels;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace BotCoach.Admin;

/// <summary>Where a browser reaches the console: by the address that was set, else by the host's own, which then answers this machine alone.</summary>
/// <param name="publicUrl">What was set; empty: nothing.</param>
/// <param name="listensHereAlone">Every address that the host listens on is this machine's own.</param>
public sealed class ConsoleAddress(string publicUrl, bool listensHereAlone, IServer server)
{
    public const string Root = "/admin";

    /// <summary>Where the console's pages lie: its own address, and the names that stay, beside it.</summary>
    public static readonly IReadOnlyList<string> Roots = [Root, "/deals", "/pipeline", "/forecast", "/adoption", "/digests", "/reviews", "/company", "/process-reviews"];

    /// <summary>It can be reached, and by nobody who might listen in.</summary>
    public bool IsSafe => publicUrl.Length > 0 || listensHereAlone;

    /// <summary>Only browsers of this machine are let in.</summary>
    public bool IsHereAlone => publicUrl.Length == 0 || SafeAddress.Of(publicUrl) is { IsLoopback: true };

    /// <summary>Cookies go by https alone.</summary>
    public bool IsSecure => publicUrl.StartsWith(Uri.UriSchemeHttps + ":", StringComparison.OrdinalIgnoreCase);

    /// <summary>The console answers at this path.</summary>
    public static bool IsOurs(PathString path) => Roots.Any(r => path.StartsWithSegments(r));

    /// <summary>The address of a page, or null while there is none.</summary>
    public string? Of(string path) => publicUrl.Length > 0 ? publicUrl + path
        : listensHereAlone && server.Features.Get<IServerAddressesFeature>()?.Addresses.Select(SafeAddress.Of).OfType<Uri>().FirstOrDefault() is { } own
            ? own.GetLeftPart(UriPartial.Authority) + path : null;
}
