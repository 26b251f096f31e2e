using BotCoach.Channels;
using BotCoach.People;

namespace BotCoach.Chat;

/// <summary>From an inbound to its route. What has no route gets a polite answer, never a fault.</summary>
public sealed class Dispatch(RouteTable routes, IServiceProvider services)
{
    private static readonly Text Older = $"That button is from an older version and does nothing any more. Type {Text.TypeNothing(orElse: "home")} to see where you are.";

    public Task<Reply> RunAsync(Turn turn) => turn.Inbound switch
    {
        ButtonPressed pressed => On(turn, RouteKind.Button, pressed.Action, pressed.Value, Older),
        FormSubmitted form => On(turn, RouteKind.Form, form.Action, form.State, Older),
        OptionsAsked asked => On(turn, RouteKind.Options, asked.Source, asked.Typed),
        CardRefreshed card => On(turn, RouteKind.CardRefresh, card.Action, card.Value),
        MessageActioned action => On(turn, RouteKind.MessageAction, action.Action, action.Words, Older),
        FileShared { Refusal: { } why } => Task.FromResult(Reply.Words(why)),
        FileShared => On(turn, RouteKind.File, "", "", "I cannot read files here."),
        HomeOpened => On(turn, RouteKind.Home, "", ""),
        CommandTyped or TextSaid => Typed(turn, WordsOf(turn.Inbound)!),
        BotAdded => On(turn, RouteKind.Added, "", ""),
        _ => Task.FromResult(Reply.None),
    };

    /// <summary>What was typed, without the command's own name; null where nothing was.</summary>
    public static string? WordsOf(Inbound inbound)
    {
        var typed = inbound switch { CommandTyped command => command.Words, TextSaid said => said.Words, _ => null };
        if (typed is null) return null;
        var words = string.Join(' ', typed.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return words.StartsWith("/coach", StringComparison.OrdinalIgnoreCase) ? words[6..].TrimStart() : words;
    }

    private Task<Reply> On(Turn turn, RouteKind kind, string name, string value, Text? otherwise = null)
    {
        if (routes.Find(kind, name) is { } route) return RunAsync(route, kind, turn with { Value = value });
        return Task.FromResult(otherwise is null ? Reply.None : Reply.Words(otherwise));
    }

    /// <summary>To a reader only that is open which says so: what is new is closed until then.</summary>
    private Task<Reply> RunAsync(Route route, RouteKind kind, Turn turn) => turn.Person.Role != Role.Reader || route.IsForReaders ? route.RunAsync(services, turn) : Task.FromResult(kind switch
    {
        RouteKind.Options or RouteKind.CardRefresh => Reply.None,
        RouteKind.Form => FormErrors.Whole(ReaderMessage.NoDeals.Words),
        _ => Reply.Words(ReaderMessage.NoDeals),
    });

    /// <summary>The longest command that the words begin with ("deal new" before "deal"); what is no command is a deal's name.</summary>
    private Task<Reply> Typed(Turn turn, string words)
    {
        foreach (var length in (int[])[2, 1])
        {
            var parts = words.Split(' ', length + 1);
            if (parts.Length < length) continue;
            var command = string.Join(' ', parts.Take(length)).ToLowerInvariant();
            if (routes.Find(RouteKind.Command, command) is { } route)
                return RunAsync(route, RouteKind.Command, turn with { Value = parts.Length > length ? parts[length] : "" });
        }
        return On(turn, RouteKind.Text, "", words, $"Type {Text.Type("help")} to see what I can do.");
    }
}
