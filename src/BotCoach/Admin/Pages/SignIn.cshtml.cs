using Microsoft.AspNetCore.Mvc;

namespace BotCoach.Admin.Pages;

/// <summary>How to get in, and why one is not in.</summary>
public sealed class SignInModel(AdminSettings settings) : DoorlessPage
{
    public const string Path = ConsoleAddress.Root + "/sign-in";

    // The sentences that this page may say, so that no address can make it say another.
    private static readonly Dictionary<string, string> Reasons = new()
    {
        ["over"] = ConsoleMessage.Over, ["admin"] = ConsoleMessage.NowAdmin, ["out"] = ConsoleMessage.SignedOut, ["company"] = ConsoleMessage.CompanyFailed,
    };

    public bool HasCompany => settings.OpenIdConnect.Authority.Length > 0;

    public static LocalRedirectResult Because(string sentence) => new(PathBecause(sentence));

    public static string PathBecause(string sentence) => $"{Path}?why={Reasons.First(r => r.Value == sentence).Key}";

    /// <summary>Of this page alone: a <see cref="ConsolePage.Notice"/> would be said once more on the next.</summary>
    public string? Reason { get; private set; }

    public void OnGet(string? why) => Reason = Reasons.GetValueOrDefault(why ?? "");
}
