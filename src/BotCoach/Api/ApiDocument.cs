using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BotCoach.Api;

/// <summary>What <c>/openapi/v1.json</c> says beside the routes: what this is, and how one comes in.</summary>
internal static class ApiDocument
{
    private const string Key = "key";

    public static void Describe(OpenApiOptions options)
    {
        options.ShouldInclude = route => route.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "BotCoach", Version = "1", Description = "Deals and processes of one company, by a key that its admin makes in the console under Settings. Every move forward passes the same gate as in chat." };
            document.Servers = [];
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes[Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "botcoach_…" };
            document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, document)] = [] }];
            return Task.CompletedTask;
        });
    }
}
