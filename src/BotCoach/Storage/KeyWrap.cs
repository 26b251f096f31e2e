using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.XmlEncryption;

namespace BotCoach.Storage;

/// <summary>Wraps a key of the ring with AES-256-GCM under a key derived from the setting <c>Secrets:Key</c>.</summary>
internal sealed class KeyWrap : IXmlEncryptor
{
    public const string Setting = "Secrets:Key";
    private const int Least = 32;
    private readonly byte[]? _key;

    public KeyWrap(string? secret)
    {
        if (string.IsNullOrEmpty(secret)) return;
        var bytes = new byte[secret.Length];
        if (!Convert.TryFromBase64String(secret, bytes, out var length) || length < Least)
            throw new SettingRefused(Setting, "…", $"nothing, or {Least} random bytes or more as base64 (openssl rand -base64 {Least})");
        _key = HKDF.DeriveKey(HashAlgorithmName.SHA256, bytes[..length], 32, info: "BotCoach key ring"u8.ToArray());
    }

    public bool IsSet => _key is not null;

    public EncryptedXmlInfo Encrypt(XElement plain)
    {
        var text = Encoding.UTF8.GetBytes(plain.ToString(SaveOptions.DisableFormatting));
        var nonce = RandomNumberGenerator.GetBytes(AesGcm.NonceByteSizes.MaxSize);
        var (sealedText, tag) = (new byte[text.Length], new byte[AesGcm.TagByteSizes.MaxSize]);
        using (var cipher = new AesGcm(_key!, tag.Length)) cipher.Encrypt(nonce, text, sealedText, tag);
        return new(new XElement("wrapped", Convert.ToBase64String([.. nonce, .. tag, .. sealedText])), typeof(KeyUnwrap));
    }

    public XElement Decrypt(XElement wrapped)
    {
        if (_key is null) throw new CryptographicException($"The key ring is wrapped, but the setting {Setting} is empty.");
        var all = Convert.FromBase64String(wrapped.Value).AsSpan();
        var nonce = all[..AesGcm.NonceByteSizes.MaxSize];
        var tag = all.Slice(nonce.Length, AesGcm.TagByteSizes.MaxSize);
        var sealedText = all[(nonce.Length + tag.Length)..];
        var text = new byte[sealedText.Length];
        using (var cipher = new AesGcm(_key, tag.Length)) cipher.Decrypt(nonce, sealedText, tag, text);
        return XElement.Parse(Encoding.UTF8.GetString(text));
    }
}

/// <summary>What data protection makes, by the name in the row, to read a wrapped key.</summary>
internal sealed class KeyUnwrap(IServiceProvider host) : IXmlDecryptor
{
    public XElement Decrypt(XElement encryptedElement) => host.GetRequiredService<KeyWrap>().Decrypt(encryptedElement);
}
