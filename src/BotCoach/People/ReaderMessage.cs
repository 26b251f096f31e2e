using BotCoach.Channels;
using BotCoach.Chat;
using Route = BotCoach.Chat.Route;

namespace BotCoach.People;

/// <summary>What somebody is told who sees how we sell and the company's figures, and no deal.</summary>
public static class ReaderMessage
{
    /// <summary>Behind whatever concerns deals.</summary>
    public static Text NoDeals => $"You see how we sell here and the company's figures; deals are for who works on them. Type {Text.Type("stages")} for the stages, or {Text.Type("console")} for the pages.";

    public static IReadOnlyList<Block> Opening => [new Paragraph($"Here you see how we sell, stage by stage, and the company's figures: no deals, and nobody's own figures. Type {Text.Type("stages")}, or {Text.Type("console")} for the pages.")];

    public static Message Greeting(string hello) => new($"{hello} I am BotCoach.", [new Paragraph($"{hello} I am BotCoach."), .. Opening]);

    public static Message Help(IEnumerable<Route> commands) => Message.Of("What you can type", new Heading("What you can type"), Opening[0],
        new Facts([.. commands.Select(c => c.Help.Split('|', 2, StringSplitOptions.TrimEntries)).Where(p => p.Length == 2).OrderBy(p => p[0], StringComparer.Ordinal).Select(p => new Fact(Text.Type(p[0]), p[1]))]));
}
