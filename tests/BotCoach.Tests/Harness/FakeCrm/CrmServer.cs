using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace BotCoach.Tests.Harness.FakeCrm;

/// <summary>What goes wrong with the next request.</summary>
public enum CrmTrouble { Fault500, HalfAPage, Dropped, DroppedAfter }

/// <summary>An answer: a status, JSON, and headers.</summary>
public sealed record CrmAnswer(int Status, object? Body, params (string Name, string Value)[] Headers);

/// <summary>A dialect: how one platform answers.</summary>
public interface ICrmDialect
{
    /// <summary>Null: no such path.</summary>
    CrmAnswer? Answer(CrmServer server, string method, string path, IQueryCollection query, JsonElement? body);

    bool IsIn(HttpRequest request, string token);

    /// <summary>Its nth id.</summary>
    string IdOf(int number) => $"{number}";

    CrmAnswer TooOften { get; }

    CrmAnswer Unknown { get; }
}

/// <summary>
/// A CRM of our own on a loopback port: it pages, throttles at its allowed rate, lets tokens run out, answers half a page, drops the connection, before or after it did what was asked, and has a clock
/// of its own. It answers as the platform's documentation says.
/// </summary>
public sealed class CrmServer : IAsyncDisposable
{
    public const string FirstToken = "token-1";
    private readonly WebApplication _app;
    private readonly ICrmDialect _dialect;
    private readonly TimeProvider _clock;
    private readonly List<string> _log = [];
    private (long Second, int Asked) _pace;

    private CrmServer(ICrmDialect dialect, TimeProvider clock)
    {
        (_dialect, _clock, World) = (dialect, clock, new CrmWorld(clock, dialect.IdOf));
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        _app = builder.Build();
        _app.Run(RouteAsync);
    }

    public CrmWorld World { get; }
    public string Url => _app.Urls.First();

    /// <summary>The token that holds; another is refused.</summary>
    public string Token { get; set; } = FirstToken;

    /// <summary>A refresh token that holds; null: none does.</summary>
    public string? Refresh { get; set; } = "refresh-1";

    /// <summary>So many requests in one second of its clock; null: any number.</summary>
    public int? PerSecond { get; set; }

    public Queue<CrmTrouble> Troubles { get; } = [];

    /// <summary>Only requests go wrong whose method and path have this in them.</summary>
    public string TroubleAt { get; set; } = "";

    /// <summary>A field that is called otherwise from now on.</summary>
    public string? Renamed { get; set; }

    /// <summary>Every request so far: method and path.</summary>
    public IReadOnlyList<string> Log { get { lock (_log) return [.. _log]; } }

    public int Refused { get; private set; }

    public static async Task<CrmServer> StartAsync(ICrmDialect dialect, TimeProvider clock)
    {
        var server = new CrmServer(dialect, clock);
        await server._app.StartAsync();
        return server;
    }

    public void Forget()
    {
        lock (_log) _log.Clear();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task RouteAsync(HttpContext http)
    {
        lock (_log) _log.Add($"{http.Request.Method} {http.Request.Path}");
        using var read = new StreamReader(http.Request.Body);
        var text = await read.ReadToEndAsync();
        http.Response.Headers.Date = World.Now.ToString("r");
        if (http.Request.Path.Value!.EndsWith("/token", StringComparison.Ordinal))
        {
            await WriteAsync(http, Renew(text));
            return;
        }
        if (!_dialect.IsIn(http.Request, Token)) await WriteAsync(http, _dialect.Unknown);
        else if (IsTooOften()) await WriteAsync(http, _dialect.TooOften);
        else await TroubledAsync(http, $"{http.Request.Method} {http.Request.Path}".Contains(TroubleAt, StringComparison.Ordinal) && Troubles.TryDequeue(out var trouble) ? trouble : null, () => Answer(http, text));
    }

    private CrmAnswer Answer(HttpContext http, string text)
    {
        var isJson = text.Length > 0 && http.Request.ContentType?.StartsWith("application/json", StringComparison.Ordinal) == true;
        using var body = isJson ? JsonDocument.Parse(text) : null;
        lock (World.Gate)
        {
            var answer = _dialect.Answer(this, http.Request.Method, http.Request.Path.Value!, http.Request.Query, body?.RootElement) ?? new CrmAnswer(404, new { message = "not found" });
            // written down here: what it was made of changes, or is gone, later
            return answer with { Body = answer.Body is null ? null : JsonSerializer.SerializeToElement(answer.Body) };
        }
    }

    private async Task TroubledAsync(HttpContext http, CrmTrouble? trouble, Func<CrmAnswer> answer)
    {
        if (trouble == CrmTrouble.Fault500) await WriteAsync(http, new CrmAnswer(500, new { message = "internal error" }));
        else if (trouble == CrmTrouble.Dropped) http.Abort();
        else if (answer() is var said && trouble == CrmTrouble.DroppedAfter) http.Abort();
        else await WriteAsync(http, said, half: trouble == CrmTrouble.HalfAPage);
    }

    private bool IsTooOften()
    {
        if (PerSecond is not { } most) return false;
        lock (_log)
        {
            var second = _clock.GetUtcNow().ToUnixTimeSeconds();
            _pace = second == _pace.Second ? (second, _pace.Asked + 1) : (second, 1);
            if (_pace.Asked <= most) return false;
            Refused++;
            return true;
        }
    }

    private CrmAnswer Renew(string form)
    {
        var fields = Microsoft.AspNetCore.WebUtilities.QueryHelpers.ParseQuery(form);
        if (Refresh is null || (fields["grant_type"] == "refresh_token" && fields["refresh_token"] != Refresh)) return new CrmAnswer(400, new { status = "BAD_REFRESH_TOKEN", error = "invalid_grant" });
        // each is used once
        (Token, Refresh) = ($"token-{World.NextId()}", $"refresh-{World.NextId()}");
        return new CrmAnswer(200, new { access_token = Token, refresh_token = Refresh, expires_in = 1800, instance_url = Url });
    }

    private async Task WriteAsync(HttpContext http, CrmAnswer answer, bool half = false)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers) http.Response.Headers[name] = value;
        if (answer.Body is null) return;
        var json = JsonSerializer.Serialize(answer.Body);
        if (Renamed is { } field) json = json.Replace($"\"{field}\"", $"\"{field}_v2\"");
        http.Response.ContentType = "application/json";
        var bytes = Encoding.UTF8.GetBytes(json);
        await http.Response.Body.WriteAsync(half ? bytes.AsMemory(0, bytes.Length / 2) : bytes);
    }
}
