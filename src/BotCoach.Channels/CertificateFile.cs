using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace BotCoach.Channels;

/// <summary>A certificate with its private key, kept in a file: PEM with both in it, or PFX without a password.</summary>
public static class CertificateFile
{
    private const int LongestFile = 1024 * 1024;

    /// <summary>The certificate, or why there is none, in words that go on a sentence about the file.</summary>
    public static (X509Certificate2? Certificate, string Why) Read(string path)
    {
        try
        {
            if (!File.Exists(path)) return (null, "there is no such file");
            if (new FileInfo(Target(path)).Length > LongestFile) return (null, "it is too long for a certificate");
            var certificate = IsPem(path) ? X509Certificate2.CreateFromPemFile(path) : X509CertificateLoader.LoadPkcs12FromFile(path, null);
            using var key = certificate.GetRSAPrivateKey();
            return key is null ? (null, "there is no RSA private key in it") : (certificate, "");
        }
        catch (Exception fault) when (fault is CryptographicException or IOException or UnauthorizedAccessException or ArgumentException)
        {
            return (null, fault is UnauthorizedAccessException ? "it may not be read by who runs BotCoach" : "it holds no certificate with its private key, as PEM or as PFX without a password");
        }
    }

    /// <summary>When it was written last; also where the path is a link that leads elsewhere now, as a mounted secret's is.</summary>
    public static DateTime WrittenAt(string path)
    {
        try
        {
            return File.GetLastWriteTimeUtc(Target(path));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException)
        {
            return DateTime.MinValue;
        }
    }

    private static string Target(string path) => File.ResolveLinkTarget(path, returnFinalTarget: true)?.FullName ?? path;

    private static bool IsPem(string path) => File.ReadAllText(path).Contains("-----BEGIN ", StringComparison.Ordinal);
}
