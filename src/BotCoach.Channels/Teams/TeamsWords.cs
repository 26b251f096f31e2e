namespace BotCoach.Channels.Teams;

/// <summary>
/// What is said to whoever runs the bot: why a request was not let in (read in the answer), and what a code of Microsoft's means (read beside the message or
/// the person it stopped). Microsoft's own code stays in it.
/// </summary>
internal static class TeamsWords
{
    internal const string NoToken = "This came without a token: only what Microsoft's Bot Framework signs is let in.";
    internal const string NotAToken = "This came with a token that cannot be read.";
    internal const string OtherIssuer = "This token is signed by somebody else than the Bot Framework (Teams:Issuer).";
    internal const string OtherAudience = "This token is for another bot than Teams:AppId.";
    internal const string Stale = "This token is not valid at this time. If it was made just now, the clock here is wrong.";
    internal const string Forged = "This token is not signed by a key of the Bot Framework's, or was changed on its way here.";
    internal const string OtherService = "This token is for another service address than the one in the activity.";
    internal const string NoActivity = "This is no activity: JSON with a type was expected.";
    internal const string ForeignService = "The service address of this activity is none of Teams:AllowedServiceHosts.";
    internal const string OtherTenant = "The tenant of this activity is none of Teams:AllowedTenants.";
    internal const string NoChat = "This person has no chat with BotCoach.";
    internal const string NotEndorsed = "The key of this token does not speak for this channel.";

    /// <summary>What the login's own codes begin with (https://learn.microsoft.com/entra/identity-platform/reference-error-codes).</summary>
    private const string Entra = "AADSTS";

    /// <summary>Our own word, where Microsoft was not even asked.</summary>
    internal const string NoCertificate = "certificate_unreadable";

    /// <summary>Our own word, where Graph answers with an empty list.</summary>
    internal const string NotInCatalog = "not_in_catalog";

    private static readonly Dictionary<string, string> Codes = new()
    {
        ["BotDisabledByAdmin"] = "An admin of the tenant has switched BotCoach off.",
        ["BotNotInConversationRoster"] = "BotCoach is not installed for this person or in this chat (any more).",
        ["ConversationBlockedByUser"] = "This person has blocked BotCoach.",
        ["MessageWritesBlocked"] = "This person has blocked or removed BotCoach.",
        ["209"] = "This person has blocked or removed BotCoach.",
        ["NotEnoughPermissions"] = "BotCoach may not write there.",
        ["ConversationNotFound"] = "Teams finds no such chat.",
        ["BotNotRegistered"] = "Microsoft does not know this bot: Teams:AppId, its secret and Teams:TenantId have to be those of its registration.",
        ["not_an_allowed_service"] = "Its service address is none of Teams:AllowedServiceHosts.",
        ["AADSTS7000215"] = "Teams:ClientSecret is none of this app's secrets. It is the secret's value that is wanted, not its id.",
        ["AADSTS7000222"] = "Teams:ClientSecret has run out: make a new one under \"Certificates & secrets\" of the app.",
        ["AADSTS700016"] = "Microsoft finds no app Teams:AppId in this tenant: is Teams:TenantId the one that it is registered in, and Teams:AppType that of its registration?",
        ["AADSTS7000229"] = "The app has no service principal in this tenant: an admin of it has to consent to the app (or, for one's own, az ad sp create --id <Teams:AppId>).",
        ["AADSTS7000112"] = "The app Teams:AppId is switched off in its tenant.",
        ["AADSTS90002"] = "Microsoft finds no tenant Teams:TenantId.",
        ["AADSTS900023"] = "This is no tenant's id, and no domain of one.",
        ["AADSTS700027"] = "The certificate in Teams:CertificatePath has run out, or is none of this app's: upload it under \"Certificates & secrets\" of the app.",
        ["AADSTS700024"] = "Microsoft finds that what we signed is not valid at this time: the clock here is wrong.",
        ["AADSTS500011"] = "Microsoft finds nothing that Teams:Issuer or Teams:GraphBaseUrl would be: they have to be those of the tenant's cloud.",
        ["AADSTS53003"] = "A rule of the tenant's (Conditional Access) keeps the app from signing in.",
        [NoCertificate] = "The certificate in Teams:CertificatePath cannot be read (any more): it has to be a PEM file with its private key, or PFX without a password.",
        ["managed_identity_unreachable_network"] = "No managed identity answers on this machine: with Teams:AppType ManagedIdentity BotCoach has to run in Azure.",
        ["managed_identity_request_failed"] = "This machine does not have the managed identity Teams:AppId: assign it to the machine that BotCoach runs on.",
        [NotInCatalog] = "The app Teams:AppId is not in this tenant's catalog under its app id: its admin has to upload it there.",
        ["Forbidden"] = "Its admin has not consented to all that Teams:InstallForPeople needs: TeamsAppInstallation.ReadWriteSelfForUser.All, AppCatalog.Read.All and User.Read.All.",
        ["Authorization_RequestDenied"] = "Its admin has not consented to all that Teams:InstallForPeople needs: TeamsAppInstallation.ReadWriteSelfForUser.All, AppCatalog.Read.All and User.Read.All.",
        ["InvalidBotApiHost"] = "This tenant is in another of Microsoft's clouds than the address that was written to.",
    };

    internal static string TooMuch(int most) => $"This is more than {most / 1024} KB: no activity is as large.";

    internal static string Malformed(string name) => $"This invoke ({name}) lacks what belongs into it.";

    internal static string Of(string code) => Codes.TryGetValue(code, out var sentence) ? $"{sentence} ({code})"
        : code.StartsWith(Entra, StringComparison.Ordinal) ? $"Microsoft's login refuses the bot; https://login.microsoftonline.com/error?code={code[Entra.Length..]} says why. ({code})" : code;
}
