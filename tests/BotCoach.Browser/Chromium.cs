using BotCoach.Tests.Harness;
using Microsoft.Playwright;

namespace BotCoach.Browser;

/// <summary>Debian's Chromium, once for all tests of this project.</summary>
public sealed class Chromium : IAsyncLifetime
{
    private const string Path = "/usr/bin/chromium";
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    public static string? Missing => File.Exists(Path) ? null : "Chromium is not installed; run tests/run.sh";

    public async Task InitializeAsync()
    {
        if (Missing is not null) return;
        Assertions.SetDefaultExpectTimeout(30_000);
        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = Path,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"],
        });
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
    }

    /// <summary>A page of its own, with storage of its own.</summary>
    public async Task<IPage> OpenAsync(Screen screen)
    {
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = screen.Width, Height = screen.Width < 600 ? 844 : 900 },
            ColorScheme = screen.Dark ? ColorScheme.Dark : ColorScheme.Light,
            ReducedMotion = ReducedMotion.Reduce,
            TimezoneId = "Europe/London",
            Locale = "en-GB",
        });
        context.SetDefaultTimeout(30_000);
        return await context.NewPageAsync();
    }
}

/// <summary>How a page is looked at.</summary>
public sealed record Screen(int Width, bool Dark = false)
{
    public static readonly Screen Wide = new(1440);
    public static readonly Screen Narrow = new(390);

    public override string ToString() => $"{Width}-{(Dark ? "dark" : "light")}";
}

[CollectionDefinition(Name)]
public sealed class InChromium : ICollectionFixture<Chromium>
{
    public const string Name = "chromium";
}

/// <summary>Skipped by name where there is no Chromium.</summary>
public sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = Chromium.Missing;
}

/// <summary>Skipped by name where there is no Chromium, or GitLab's stages do not lie beside the project.</summary>
public sealed class BrowserAndGitLabFactAttribute : FactAttribute
{
    public BrowserAndGitLabFactAttribute() => Skip = Chromium.Missing ?? GitLabProcess.Missing;
}

/// <summary>Skipped by name where there is no Chromium.</summary>
public sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = Chromium.Missing;
}

/// <summary>Skipped by name where there is no Chromium or no PostgreSQL.</summary>
public sealed class BrowserAndPostgresTheoryAttribute : TheoryAttribute
{
    public BrowserAndPostgresTheoryAttribute() =>
        Skip = Chromium.Missing ?? (Tests.Harness.PostgresServer.Possible ? null : "PostgreSQL is not installed; run tests/run.sh");
}
