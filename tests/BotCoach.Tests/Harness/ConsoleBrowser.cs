using System.Net;
using System.Text.RegularExpressions;

namespace BotCoach.Tests.Harness;

/// <summary>
/// A browser without a screen, for the console: follows links and redirects, keeps cookies, and sends forms as they stand in the page, with what was filled in.
/// </summary>
public sealed partial class ConsoleBrowser : IDisposable
{
    private readonly CookieContainer _cookies = new();
    private readonly HttpClient _http;

    public ConsoleBrowser(Uri host, string agent = "Mozilla/5.0 (Windows NT 10.0) Firefox/140.0")
    {
        _http = new HttpClient(new HttpClientHandler { CookieContainer = _cookies, AllowAutoRedirect = true }) { BaseAddress = host };
        _http.DefaultRequestHeaders.UserAgent.ParseAdd(agent);
    }

    public HttpStatusCode Status { get; private set; }

    /// <summary>The path and query of the page that is open.</summary>
    public string At { get; private set; } = "";

    public string Html { get; private set; } = "";

    public HttpResponseMessage Answer { get; private set; } = null!;

    public CookieCollection Cookies => _cookies.GetAllCookies();

    /// <summary>A cookie that the browser has from before.</summary>
    public void Keep(Cookie cookie) => _cookies.Add(cookie);

    /// <summary>The words of the page, without its markup.</summary>
    public string Words => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(Html, " "), " ")).Trim();

    public Task OpenAsync(string path) => SendAsync(new HttpRequestMessage(HttpMethod.Get, path));

    public async Task SendAsync(HttpRequestMessage request)
    {
        Answer = await _http.SendAsync(request);
        (Status, At, Html) = (Answer.StatusCode, Answer.RequestMessage!.RequestUri!.PathAndQuery, await Answer.Content.ReadAsStringAsync());
    }

    /// <summary>The link with these words is followed.</summary>
    public Task FollowAsync(string link)
    {
        var found = Links().Matches(Html).FirstOrDefault(l => LabelOf(l).Contains(link, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"No link says \"{link}\" at {At} ({Status}):\n{Words}");
        return OpenAsync(Attribute(found.Groups[1].Value, "href").Split('#')[0]);
    }

    /// <summary>The button that a reader of the screen calls so is pressed.</summary>
    public Task PressCalledAsync(string called)
    {
        var button = Buttons().Matches(Html).FirstOrDefault(b => LabelOf(b).EndsWith(called, StringComparison.Ordinal)) ?? throw new InvalidOperationException($"No button is called \"{called}\" at {At} ({Status}):\n{Html}");
        return SendPressAsync(Attribute(button.Groups[1].Value, "value"));
    }

    /// <summary>The same, of a button with a form of its own.</summary>
    public Task PressNamedAsync(string called)
    {
        var form = Forms().Matches(Html).FirstOrDefault(f => Buttons().Matches(f.Groups[2].Value).Any(b => LabelOf(b).EndsWith(called, StringComparison.Ordinal))) ?? throw new InvalidOperationException($"No button is called \"{called}\" at {At} ({Status}):\n{Words}");
        var button = Buttons().Matches(form.Groups[2].Value)[0].Groups[1].Value;
        var fields = Inputs().Matches(form.Groups[2].Value).Where(IsSent).Select(i => Pair(i.Value, Attribute(i.Value, "value"))).Append(Pair(button, Attribute(button, "value"))).Where(f => f.Key.Length > 0);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, Attribute(form.Groups[1].Value, "action")) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>The page's press is sent with this value, as a script of the page sends it.</summary>
    public Task SendPressAsync(string value)
    {
        var form = Forms().Matches(Html).First(f => f.Groups[2].Value.Contains(" name=\"press\"", StringComparison.Ordinal));
        var fields = Inputs().Matches(form.Groups[2].Value).Where(IsSent).Select(i => Pair(i.Value, Attribute(i.Value, "value"))).Where(f => f.Key.Length > 0).Append(new("press", value));
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, Attribute(form.Groups[1].Value, "action") is { Length: > 0 } action ? action : At) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>The form with the button of this label, as it stands, with these fields filled in, is sent.</summary>
    public Task PressAsync(string button, params (string Field, string Value)[] filled) => PressInAsync("", button, filled);

    /// <summary>The same, of the form that says these words.</summary>
    public Task PressInAsync(string says, string button, params (string Field, string Value)[] filled)
    {
        var (fields, action, _) = Form(says, button);
        foreach (var (field, value) in filled)
        {
            fields.RemoveAll(f => f.Key == field);
            foreach (var one in value.Split('\u001f')) fields.Add(new(field, one));
        }
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>The same, sent to another place: another handler of its page, as a script of the page does, or what the visitor has no button for.</summary>
    public Task PressElsewhereAsync(string button, string to, params (string Field, string Value)[] filled)
    {
        var (fields, action, _) = Form("", button);
        foreach (var (field, value) in filled)
        {
            fields.RemoveAll(f => f.Key == field);
            fields.Add(new(field, value));
        }
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, to.StartsWith('?') ? action.Split('?')[0] + to : to) { Content = new FormUrlEncodedContent(fields) });
    }

    /// <summary>The form with this button is sent with a file in it.</summary>
    public Task UploadAsync(string button, string field, string name, byte[] content)
    {
        var (fields, action, _) = Form("", button);
        var parts = new MultipartFormDataContent();
        foreach (var (key, value) in fields) parts.Add(new StringContent(value), key);
        parts.Add(new ByteArrayContent(content), field, name);
        return SendAsync(new HttpRequestMessage(HttpMethod.Post, action) { Content = parts });
    }

    public void Sees(string words) => Assert.True(Words.Contains(words, StringComparison.OrdinalIgnoreCase), $"\"{words}\" is not to be seen at {At} ({Status}):\n{Words}");

    public void DoesNotSee(string words) => Assert.False(Words.Contains(words, StringComparison.OrdinalIgnoreCase), $"\"{words}\" is to be seen at {At} ({Status}):\n{Words}");

    public bool HasButton(string label) => Buttons().Matches(Html).Any(b => LabelOf(b) == label);

    public void Dispose() => _http.Dispose();

    private (List<KeyValuePair<string, string>> Fields, string Action, string Html) Form(string says, string button)
    {
        foreach (Match form in Forms().Matches(Html))
        {
            var inside = form.Groups[2].Value;
            if (Buttons().Matches(inside).FirstOrDefault(b => LabelOf(b) == button) is not { } pressed || !WebUtility.HtmlDecode(inside).Contains(says, StringComparison.Ordinal)) continue;
            var fields = Inputs().Matches(inside).Where(IsSent).Select(i => Pair(i.Value, Attribute(i.Value, "value"))).ToList();
            foreach (Match select in Selects().Matches(inside))
            {
                var options = Options().Matches(select.Groups[2].Value);
                if ((options.FirstOrDefault(o => o.Value.Contains(" selected", StringComparison.Ordinal)) ?? options.FirstOrDefault()) is { } chosen)
                    fields.Add(Pair(select.Groups[1].Value, Attribute(chosen.Value, "value")));
            }
            fields.AddRange(Areas().Matches(inside).Select(a => Pair(a.Groups[1].Value, WebUtility.HtmlDecode(a.Groups[2].Value).TrimStart('\r', '\n'))));
            if (Attribute(pressed.Value, "name").Length > 0) fields.Add(Pair(pressed.Groups[1].Value, Attribute(pressed.Groups[1].Value, "value")));
            var action = Attribute(pressed.Groups[1].Value, "formaction") is { Length: > 0 } own ? own : Attribute(form.Groups[1].Value, "action");
            return ([.. fields.Where(f => f.Key.Length > 0)], action.Length > 0 ? action : At, inside);
        }
        throw new InvalidOperationException($"No form has a button \"{button}\" at {At} ({Status}):\n{Words}");
    }

    private static KeyValuePair<string, string> Pair(string tag, string value) => new(Attribute(tag, "name"), value);

    private static bool IsSent(Match input) => Attribute(input.Value, "type") is not ("checkbox" or "radio") || input.Value.Contains(" checked", StringComparison.Ordinal);

    private static string Attribute(string tag, string name) =>
        Regex.Match(tag, $"\\s{name}=\"([^\"]*)\"") is { Success: true } found ? WebUtility.HtmlDecode(found.Groups[1].Value) : "";

    /// <summary>What it is called: by the elements that it names as its label, else by its own words.</summary>
    private string LabelOf(Match button) => Attribute(button.Groups[1].Value, "aria-labelledby") is { Length: > 0 } labels
        ? string.Join(' ', labels.Split(' ').Select(id => Plain(Regex.Match(Html, $" id=\"{Regex.Escape(id)}\"[^>]*>(.*?)</", RegexOptions.Singleline).Groups[1].Value)))
        : Plain(button.Groups[2].Value);

    private static string Plain(string html) => WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(html, " "), " ")).Trim();

    [GeneratedRegex("<form([^>]*)>(.*?)</form>", RegexOptions.Singleline)]
    private static partial Regex Forms();

    [GeneratedRegex("<button([^>]*)>(.*?)</button>", RegexOptions.Singleline)]
    private static partial Regex Buttons();

    [GeneratedRegex("<a([^>]*)>(.*?)</a>", RegexOptions.Singleline)]
    private static partial Regex Links();

    [GeneratedRegex("<input[^>]*>")]
    private static partial Regex Inputs();

    [GeneratedRegex("<select([^>]*)>(.*?)</select>", RegexOptions.Singleline)]
    private static partial Regex Selects();

    [GeneratedRegex("<option[^>]*>")]
    private static partial Regex Options();

    [GeneratedRegex("<textarea([^>]*)>(.*?)</textarea>", RegexOptions.Singleline)]
    private static partial Regex Areas();

    [GeneratedRegex("<(script|style)[^>]*>.*?</\\1>|<[^>]*>", RegexOptions.Singleline)]
    private static partial Regex Tags();

    [GeneratedRegex("\\s+")]
    private static partial Regex Spaces();
}
