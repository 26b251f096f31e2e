using BotCoach.Channels;

namespace BotCoach.Chat;

/// <summary>How a route is called.</summary>
public enum RouteKind { Button, Command, Form, Options, CardRefresh, MessageAction, File, Home, Text, Added }

/// <summary>One line of the page that says what everything leads to.</summary>
/// <param name="Kind">What kind of inbound it is for.</param>
/// <param name="Name">The wire id, or the command's word; empty for a file, the home and a text.</param>
/// <param name="Help">For a command: how it is typed and what it does, split by a bar.</param>
/// <param name="OpensForm">For a button: a form may open, and there are platforms that want to know before it is pressed.</param>
public sealed record Route(RouteKind Kind, string Name, Func<IServiceProvider, Turn, Task<Reply>> RunAsync, string Help = "", bool OpensForm = false)
{
    /// <summary>It concerns no deal, so that readers may use it too. What does not say so is closed to them.</summary>
    public bool IsForReaders { get; init; }
}

/// <summary>The dispatch table: what can be pressed, typed or submitted, and where it leads. Filled on the page <c>ChatRoutes</c>.</summary>
public sealed class RouteTable
{
    private readonly Dictionary<(RouteKind, string), Route> _routes = [];
    private (RouteKind, string) _last;

    public IReadOnlyCollection<Route> All => _routes.Values;

    public IEnumerable<Route> Commands => All.Where(r => r.Kind == RouteKind.Command);

    /// <summary>A form may open when this button is pressed.</summary>
    public bool OpensForm(string wireId) => Find(RouteKind.Button, wireId)?.OpensForm == true;

    public Route? Find(RouteKind kind, string name) => _routes.GetValueOrDefault((kind, name));

    public RouteTable Button<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Button, wireId, run);

    /// <summary>A button that may open a form.</summary>
    public RouteTable FormButton<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Button, wireId, run, opensForm: true);

    public RouteTable Form<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Form, wireId, run);

    public RouteTable Options<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Options, wireId, run);

    public RouteTable CardRefresh<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.CardRefresh, wireId, run);

    public RouteTable MessageAction<T>(string wireId, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.MessageAction, wireId, run);

    public RouteTable Command<T>(string word, string help, Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Command, word, run, help);

    public RouteTable File<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.File, "", run);

    public RouteTable Home<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Home, "", run);

    /// <summary>Somebody has added the bot to a chat of their own.</summary>
    public RouteTable Added<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Added, "", run);

    /// <summary>What is typed and is no command's word: a deal's name.</summary>
    public RouteTable Otherwise<T>(Func<T, Turn, Task<Reply>> run) where T : notnull => Add(RouteKind.Text, "", run);

    /// <summary>The one before is for readers too.</summary>
    public RouteTable ForReaders()
    {
        _routes[_last] = _routes[_last] with { IsForReaders = true };
        return this;
    }

    private RouteTable Add<T>(RouteKind kind, string name, Func<T, Turn, Task<Reply>> run, string help = "", bool opensForm = false) where T : notnull
    {
        _last = (kind, name);
        _routes.Add(_last, new Route(kind, name, (services, turn) => run(services.GetRequiredService<T>(), turn), help, opensForm));
        return this;
    }
}
