namespace BotCoach.CrashHost;

/// <summary>Before each call of the platform, and between its answer and our hearing it.</summary>
/// <param name="points">Where it dies.</param>
/// <param name="nameOf">What the platform calls it.</param>
/// <param name="accepts">The call by which the platform takes a message.</param>
internal sealed class CallPoints(CrashPoints points, Func<HttpRequestMessage, string> nameOf, string accepts) : DelegatingHandler(new SocketsHttpHandler { AllowAutoRedirect = false })
{
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var call = nameOf(request);
        points.Pass($"before {call}");
        var response = await base.SendAsync(request, cancellationToken);
        points.Pass(call == accepts ? CrashPoints.AfterAccepting : $"after {call}");
        return response;
    }
}

/// <summary>When all is done, and the platform has not heard so yet.</summary>
internal sealed class AnswerPoints(CrashPoints points) : IStartupFilter
{
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((http, rest) =>
        {
            http.Response.OnStarting(() =>
            {
                points.Pass("before an answer");
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
        if (IsEnabled(logLevel)) Console.WriteLine(HostRun.Fault + $"{formatter(state, exception)} {exception}".ReplaceLineEndings(" | "));
    }

    public void Dispose()
    {
    }
}
