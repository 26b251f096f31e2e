using OpenTelemetry.Exporter;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace BotCoach.Chat;

/// <summary>Sends traces, figures and logs where <c>Telemetry:Endpoint</c> says, by OTLP over HTTP; nothing of it is there where it is empty.</summary>
internal static class TelemetryExport
{
    public static void AddTelemetry(this WebApplicationBuilder builder, TelemetrySettings settings)
    {
        if (settings.Endpoint.Length == 0) return;
        builder.Services.AddOpenTelemetry().ConfigureResource(r => r.AddService(Telemetry.Name))
            // Without Npgsql's own spans: those of a tick that found nothing to do would be told though the tick is not.
            .WithTracing(t => t.AddSource(Telemetry.Name).AddOtlpExporter(o => To(o, settings, "traces")))
            .WithMetrics(m => m.AddMeter(Telemetry.Name, "Npgsql", "System.Runtime", "Microsoft.AspNetCore.Server.Kestrel").AddOtlpExporter(o => To(o, settings, "metrics")))
            .WithLogging(l => l.AddOtlpExporter(o => To(o, settings, "logs")));
    }

    private static void To(OtlpExporterOptions options, TelemetrySettings settings, string signal) =>
        (options.Protocol, options.Endpoint) = (OtlpExportProtocol.HttpProtobuf, new Uri($"{settings.Endpoint}/v1/{signal}"));
}
