namespace BotCoach.CrashHost;

/// <summary>Before each call of Slack, and between Slack's answer and our hearing it.</summary>
internal sealed class SlackCallPoints(CrashPoints points) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var method = request.RequestUri!.Segments[^1];
        points.Pass($"before {method}");
        var response = await base.SendAsync(request, cancellationToken);
        points.Pass(method == "chat.postMessage" ? CrashPoints.AfterAccepting : $"after {method}");
        return response;
    }
}

/// <summary>When all is done, and Slack has not heard so yet.</summary>
internal sealed class AnswerPoints(CrashPoints points) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            http.Response.OnStarting(() =>
            {
                points.Pass("before an answer to Slack");
                return Task.CompletedTask;
            });
            return rest(http);
        });
        next(app);
    };
}

/// <summary>What the host logs as an error, a line each, for whoever started it.</summary>
internal sealed class FaultLines : ILoggerProvider, ILogger
{
    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Console.WriteLine(SlackRun.Fault + $"{formatter(state, exception)} {exception}".ReplaceLineEndings(" | "));
    }

    public void Dispose()
    {
    }
}
