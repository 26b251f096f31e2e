using BotCoach.Channels;

namespace BotCoach.Chat;

/// <summary>How a route is called.</summary>
public enum RouteKind { Button, Command, Form, Options, CardRefresh, MessageAction, File, Home, Text }

/// <summary>One line of the page that says what everything leads to.</summary>
/// <param name="Kind">What kind of inbound it is for.</param>
/// <param name="Name">The wire id, or the command's word; empty for a file, the home and a text.</param>
/// <param name="Help">For a command: how it is typed and what it does, split by a bar.</param>
public sealed record Route(RouteKind Kind, string Name, Func<IServiceProvider, Turn, Task<Reply>> RunAsync, string Help = "");

/// <summary>The dispatch table: what can be pressed, typed or submitted, and where it leads. Filled on the page <c>ChatRoutes</c>.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<(RouteKind, string), Route> _routes = [];

    public IReadOnlyCollection<Route> All => _routes.Values;

    public Route? Find(RouteKind kind, string name) => _routes.GetValueOrDefault((kind, name));

    public RouteTable Button<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Button, wireId, run);

    public RouteTable Form<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Form, wireId, run);

    public RouteTable Options<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Options, wireId, run);

    public RouteTable CardRefresh<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.CardRefresh, wireId, run);

    public RouteTable MessageAction<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.MessageAction, wireId, run);

    public RouteTable Command<T>(string word, string help, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Command, word, run, help);

    public RouteTable File<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.File, "", run);

    public RouteTable Home<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Home, "", run);

    /// <summary>What is typed and is no command's word: a deal's name.</summary>
    public RouteTable Otherwise<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Text, "", run);

    private RouteTable Add<T>(RouteKind kind, string name, Func<T, Turn, Task<Reply>> run, string help = "") where T : notnull
    {
        _routes.Add((kind, name), new Route(kind, name, (services, turn) => run(services.GetRequiredService<T>(), turn), help));
        return this;
    }
}
