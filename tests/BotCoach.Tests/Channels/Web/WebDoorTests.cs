using System.Net;
using System.Net.Http.Json;
using Xunit;

namespace BotCoach.Tests.Channels.Web;

public sealed class WebDoorTests : IAsyncLifetime
{
    private PlayHost _host = null!;

    public async Task InitializeAsync() => _host = await PlayHost.StartAsync();

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task It_answers_on_this_machine(string name)
    {
        var answer = await AskAsync(HttpMethod.Get, "/", host: $"{name}:{_host.Address.Port}", origin: null);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("<title>BotCoach", await answer.Content.ReadAsStringAsync());
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("localhost.example.com")]
    [InlineData("127.0.0.1.nip.example")]
    [InlineData("192.168.1.20:5080")]
    [InlineData("[::2]")]
    public Task It_is_closed_under_another_name(string name) =>
        RefusedAsync("as localhost", HttpMethod.Get, "/", host: name);

    [Theory]
    [InlineData("https://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:1")]
    public Task It_is_closed_to_a_page_of_another_origin(string origin) =>
        RefusedAsync("its own page", HttpMethod.Post, "/web/type", origin: origin);

    [Fact]
    public Task It_is_closed_to_another_origin_that_reads() =>
        RefusedAsync("its own page", HttpMethod.Get, "/web/people", origin: "https://evil.example");

    [Fact]
    public Task It_is_closed_to_an_act_without_an_origin() => RefusedAsync("its own page", HttpMethod.Post, "/web/press", origin: null);

    [Fact]
    public Task It_is_closed_to_a_script_tag_of_another_site() =>
        RefusedAsync("its own page", HttpMethod.Get, "/web/page/page.js", origin: null, header: ("Sec-Fetch-Site", "cross-site"));

    [Theory]
    [InlineData("Forwarded", "for=10.0.0.1")]
    [InlineData("X-Forwarded-For", "10.0.0.1")]
    [InlineData("X-Forwarded-Proto", "https")]
    [InlineData("X-Forwarded-Anything", "x")]
    [InlineData("X-Real-IP", "10.0.0.1")]
    [InlineData("Via", "1.1 proxy")]
    public Task It_is_closed_behind_a_proxy(string header, string value) =>
        RefusedAsync("through a proxy", HttpMethod.Get, "/", header: (header, value));

    [Theory]
    [InlineData("10.1.2.3")]
    [InlineData("::ffff:10.1.2.3")]
    [InlineData("2001:db8::1")]
    public Task It_is_closed_to_another_machine(string from)
    {
        _host.From = IPAddress.Parse(from);
        return RefusedAsync("only on the machine it runs on", HttpMethod.Get, "/");
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/web/page/page.js")]
    [InlineData("GET", "/web/people")]
    [InlineData("GET", "/web/stream?team=t1&user=dana")]
    [InlineData("GET", "/web/options?team=t1&user=dana&source=deal.find")]
    [InlineData("POST", "/web/type")]
    [InlineData("POST", "/web/press")]
    [InlineData("POST", "/web/submit")]
    [InlineData("POST", "/web/close")]
    [InlineData("POST", "/web/jump")]
    [InlineData("POST", "/web/files")]
    public async Task Nothing_answers_while_the_host_is_not_open(string method, string path)
    {
        _host.Local.IsOpen = false;
        var answer = await AskAsync(new HttpMethod(method), path);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Contains("The playground is closed", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task A_refused_act_is_not_read()
    {
        await AskAsync(HttpMethod.Post, "/web/type", origin: "https://evil.example");
        Assert.Empty(_host.Inbox.Received);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/web/page/page.js")]
    [InlineData("/web/people")]
    public async Task Every_answer_tells_the_browser_to_run_only_our_own_files(string path)
    {
        var answer = await _host.Client.GetAsync(path);
        var policy = Assert.Single(answer.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("script-src 'self';", policy);
        Assert.Contains("frame-ancestors 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
    }

    [Theory]
    [InlineData("..%2Fpage.js")]
    [InlineData("secrets.json")]
    [InlineData("page")]
    public async Task Only_the_pages_own_files_are_served(string name) =>
        Assert.Equal(HttpStatusCode.NotFound, (await _host.Client.GetAsync($"/web/page/{name}")).StatusCode);

    private async Task RefusedAsync(
        string why, HttpMethod method, string path, string? host = null, string? origin = "own", (string, string)? header = null)
    {
        var answer = await AskAsync(method, path, host, origin, header);
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Contains(why, await answer.Content.ReadAsStringAsync());
    }

    private async Task<HttpResponseMessage> AskAsync(
        HttpMethod method, string path, string? host = null, string? origin = "own", (string Name, string Value)? header = null)
    {
        using var client = new HttpClient();
        var request = new HttpRequestMessage(method, new Uri(_host.Address, path));
        if (host is not null) request.Headers.Host = host;
        if (origin is not null && (host is null || origin != "own"))
            request.Headers.Add("Origin", origin == "own" ? _host.Address.GetLeftPart(UriPartial.Authority) : origin);
        if (header is { } extra) request.Headers.Add(extra.Name, extra.Value);
        if (method == HttpMethod.Post) request.Content = JsonContent.Create(new { id = "12345678", team = "t1", user = "dana", words = "hi" });
        return await client.SendAsync(request);
    }
}
