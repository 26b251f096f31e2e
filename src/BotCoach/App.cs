namespace BotCoach;

/// <summary>The one pair that puts the rooms together: what each adds to the host, in the order in which they depend on one another.</summary>
public static class App
{
    public static IServiceCollection AddBotCoach(this IServiceCollection services) => services
        .AddPeople().AddStages().AddDeals().AddImports().AddChecklists().AddNudges();

    private static IServiceCollection AddPeople(this IServiceCollection services) => services;

    private static IServiceCollection AddStages(this IServiceCollection services) => services
        .AddScoped<Stages.StageShelf>();

    private static IServiceCollection AddDeals(this IServiceCollection services) => services
        .AddScoped<Deals.DealLedger>();

    private static IServiceCollection AddImports(this IServiceCollection services) => services;

    private static IServiceCollection AddChecklists(this IServiceCollection services) => services;

    private static IServiceCollection AddNudges(this IServiceCollection services) => services;
}
