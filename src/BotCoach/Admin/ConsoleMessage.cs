using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;

namespace BotCoach.Admin;

/// <summary>The words of the console's sign-in, in chat and on its pages.</summary>
public static class ConsoleMessage
{
    public const string NoAddress = "The console has no address that a browser could safely reach. Whoever runs BotCoach can give it one: the setting Admin:PublicUrl.";
    public const string NotOpen = "That question is settled.";
    public const string RepsSee = "This page is for managers and admins. The pages of your own deals are open to you. If you should see more, ask an admin.";
    public const string AskAdmin = "This page is for admins. Ask one of yours to do it, or to make you an admin.";
    public const string ReadersSee = "How we sell here and the company’s figures are open to you. This page shows deals or people’s own figures, or changes something.";
    public const string HeadsSee = "The company’s figures are for admins, readers, and managers whose people are managers too. Your team’s stand under Pipeline.";
    public const string NowAdmin = "You have become an admin since you signed in. Sign in once more, so that your chat can confirm it.";
    public const string Over = "You are not signed in, or your working day here is over.";
    public const string CompanyFailed = "Your company’s sign-in did not work. Try again; if it stays so, whoever runs BotCoach finds the reason in its log.";
    public const string SignedOut = "You are signed out.";

    /// <summary>Why a page is not for somebody of this role.</summary>
    public static string NotFor(Role role, ConsolePage page, bool isWrite) => role switch
    {
        Role.Reader => ReadersSee,
        Role.Rep => RepsSee,
        _ => (isWrite ? page.NeedsToWrite : page.Needs) < Role.Admin ? HeadsSee : AskAdmin,
    };

    public static Text MadeAlready => $"A link was made and shown once. Type {Text.Type("console")} for a new one.";

    public static Text Link(string url) => $"{new Link("Open the console", url)}. The link works once, in one browser, for the next 10 minutes. Give it to nobody.";

    public static Message Question(ConsoleVisit visit)
    {
        var sentence = $"{visit.Browser} wants to open the console as you. Its page shows the number {visit.Number}. Is it you?";
        return Message.Of(sentence, new Paragraph($"{visit.Browser} wants to open the console as you. Its page shows the number {Text.Strong($"{visit.Number}")}. Is it you?"),
            Buttons.Of(new Button("Yes, it is me", "console.yes", $"{visit.Id}", Look.Main), new Button("No", "console.no", $"{visit.Id}")));
    }

    public static Message Opened(ConsoleVisit visit) => Message.Say($"The console is open in {visit.Browser}, for a working day or until you sign out.");

    public static Message Declined(ConsoleVisit visit) => Message.Say(
        $"{Capital(visit.Browser)} stays out. If you gave that link to nobody, tell whoever looks after your chat's security. A new one: type {Text.Type("console")}.");

    public static Text TooLate => $"That question came too late: it was good for 10 minutes. Type {Text.Type("console")} for a new link.";

    /// <summary>Why a link that is opened does not lead in.</summary>
    public static string Why(LinkStanding standing) => standing switch
    {
        LinkStanding.Late => "This link was good for 10 minutes, and they are over.",
        LinkStanding.Used => "This link was used already, in another browser or before you signed out. It works once.",
        _ => "This is no link of ours, or it is an old one.",
    };

    public static string RoleName(Role role) => role.ToString().ToLowerInvariant();

    private static string Capital(string? words) => words is { Length: > 0 } ? char.ToUpperInvariant(words[0]) + words[1..] : "That browser";
}
