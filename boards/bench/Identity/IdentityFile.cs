#nullable enable
using System;
using System.IO;
using System.Linq;
using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using MeterFirmware.Bench.Crypto;
using MeterFirmware.Core;

namespace MeterFirmware.Bench.Identity;

/// <summary>
/// identity.json: the keys that the bench made. It is written once, whole or not at all, readable for its owner
/// alone; what is damaged is told of and left as it is.
/// </summary>
internal sealed class IdentityFile
{
    private const int Version = 1;

    private static readonly JsonSerializerOptions format = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectNullableAnnotations = true,
        RespectRequiredConstructorParameters = true,
        WriteIndented = true,
    };

    private readonly string path;

    /// <summary>Names the file; nothing is touched.</summary>
    public IdentityFile(string path)
    {
        this.path = path;
    }

    public bool Exists => File.Exists(path);

    /// <summary>Writes the file, which must not exist.</summary>
    /// <param name="kind">The kind of meter.</param>
    /// <param name="device">The device's id and keys.</param>
    /// <param name="parties">The remote parties with their keys, or null where those are kept elsewhere.</param>
    /// <exception cref="BenchException">It cannot be written; there is then none.</exception>
    public void Write(int kind, DeviceKeys device, RemoteParty[]? parties)
    {
        var content = new Content(
            Version,
            DataFolder.NameOf(kind),
            Device.Of(device),
            parties?.Select(Party.Of).ToArray()
        );
        byte[] text = JsonSerializer.SerializeToUtf8Bytes(content, format);
        try
        {
            FileReplacement.Write(path, text);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"the identity cannot be written: {e.Message}");
        }
    }

    /// <summary>Reads the file.</summary>
    /// <param name="kind">What kind of meter it must be of.</param>
    /// <exception cref="BenchException">It cannot be read or is damaged.</exception>
    public (DeviceKeys Device, RemoteParty[]? Parties) Read(int kind)
    {
        try
        {
            Content? content = JsonSerializer.Deserialize<Content>(File.ReadAllBytes(path), format);
            if (content?.Version != Version || content.Kind != DataFolder.NameOf(kind))
            {
                throw new FormatException("it is of another version or another kind of meter");
            }

            return (content.Device.ToKeys(), content.Parties?.Select(party => party.ToParty()).ToArray());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new BenchException($"the identity cannot be read: {e.Message}");
        }
        catch (Exception e) when (e is JsonException or FormatException or ArgumentException or CryptographicException)
        {
            throw new BenchException(
                $"{path} is damaged and was left as it is; put back a copy of it, or move its folder away"
            );
        }
    }

    private static byte[] ToId(string text)
    {
        byte[] id = Convert.FromHexString(text);
        return id.Length == MeterConfiguration.DeviceIdLength
            ? id
            : throw new FormatException("an EUI-64 has 8 octets");
    }

    private sealed record Content(int Version, string Kind, Device Device, Party[]? Parties = null);

    private sealed record Device(string Id, KeyPair Signature, KeyPair? Agreement = null)
    {
        public static Device Of(DeviceKeys keys) =>
            new(Convert.ToHexString(keys.Id), KeyPair.Of(keys.SigningKey), KeyPair.OfAny(keys.AgreementKey));

        public DeviceKeys ToKeys() => new(ToId(Id), Signature.ToKey(), Agreement?.ToKey());
    }

    private sealed record Party(
        int Role,
        string Id,
        KeyPair? Signature = null,
        KeyPair? Agreement = null,
        KeyPair? Prepayment = null
    )
    {
        public static Party Of(RemoteParty party) =>
            new(
                party.Role,
                Convert.ToHexString(party.Id),
                KeyPair.OfAny(party.SignatureKey),
                KeyPair.OfAny(party.AgreementKey),
                KeyPair.OfAny(party.PrepaymentKey)
            );

        public RemoteParty ToParty() =>
            new(Role, ToId(Id), Signature?.ToKey(), Agreement?.ToKey(), Prepayment?.ToKey());
    }

    // Both halves, though one would do: a damaged digit is then seen, and is not the key of somebody else.
    private sealed record KeyPair(string Public, string Private)
    {
        public static KeyPair Of(P256Key key) => new(Convert.ToHexString(key.Public), Convert.ToHexString(key.Private));

        public static KeyPair? OfAny(P256Key? key) => key == null ? null : Of(key);

        public P256Key ToKey() => new(Convert.FromHexString(Public), Convert.FromHexString(Private));
    }
}
