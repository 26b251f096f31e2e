namespace BotCoach.Channels;

/// <summary>Addresses that people are led to and that secrets are sent to: by https, or by http on this machine alone (design.md, "The wire").</summary>
public static class SafeAddress
{
    /// <summary>The address, or null where it is none, or not a safe one.</summary>
    public static Uri? Of(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && uri.IsLoopback)) ? uri : null;
}
