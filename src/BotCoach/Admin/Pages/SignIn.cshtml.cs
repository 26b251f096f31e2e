using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>How to get in, and why one is not in.</summary>
public sealed class SignInModel : DoorlessPage
{
    public const string Path = ConsoleAddress.Root + "/sign-in";

    // The sentences that this page may say, so that no address can make it say another.
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["over"] = ConsoleMessage.Over, ["admin"] = ConsoleMessage.NowAdmin, ["out"] = ConsoleMessage.SignedOut,
    };

    public static LocalRedirectResult Because(string sentence) => new($"{Path}?why={Reasons.First(r => r.Value == sentence).Key}");

    public void OnGet(string? why) => Notice ??= Reasons.GetValueOrDefault(why ?? "");
}
