using System;
using System.Security.Cryptography;

namespace MeterFirmware.Bench.Crypto;

/// <summary>A P-256 key as GBCS writes it: x and y, and the private number where it is known.</summary>
internal sealed class P256Key
{
    public const int PublicLength = 64;
    public const int PrivateLength = 32;

    /// <summary>Takes a key over.</summary>
    /// <param name="publicKey">x and y, 64 octets.</param>
    /// <param name="privateKey">32 octets, or null where it is not known.</param>
    /// <exception cref="ArgumentException">A length is wrong, or the two do not belong together.</exception>
    public P256Key(byte[] publicKey, byte[] privateKey)
    {
        if (publicKey.Length != PublicLength || (privateKey != null && privateKey.Length != PrivateLength))
        {
            throw new ArgumentException("a P-256 key has 64 octets, its private number 32");
        }

        Public = publicKey;
        Private = privateKey;
        if (privateKey != null && !PublicOf(privateKey).AsSpan().SequenceEqual(publicKey))
        {
            throw new ArgumentException("the public key is not that of the private one");
        }
    }

    /// <summary>x and y.</summary>
    public byte[] Public { get; }

    /// <summary>The private number, or null.</summary>
    public byte[] Private { get; }

    public static P256Key Generate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        ECParameters parameters = key.ExportParameters(true);
        return new P256Key([.. parameters.Q.X, .. parameters.Q.Y], parameters.D);
    }

    /// <summary>For the classes of .NET. A point that is not on the curve is refused by those.</summary>
    public static ECParameters PublicParameters(ReadOnlySpan<byte> publicKey) =>
        new()
        {
            Curve = ECCurve.NamedCurves.nistP256,
            Q = new ECPoint { X = publicKey[..32].ToArray(), Y = publicKey[32..].ToArray() },
        };

    public ECDsa CreateSigner() => ECDsa.Create(PrivateParameters());

    /// <summary>The static ECDH shared secret Z with another party, 32 octets.</summary>
    /// <exception cref="CryptographicException">The other key is not a point of the curve.</exception>
    public byte[] Agree(ReadOnlySpan<byte> otherPublicKey)
    {
        using var own = ECDiffieHellman.Create(PrivateParameters());
        using var other = ECDiffieHellman.Create(PublicParameters(otherPublicKey));
        using ECDiffieHellmanPublicKey otherPublic = other.PublicKey;
        return own.DeriveRawSecretAgreement(otherPublic);
    }

    private static byte[] PublicOf(byte[] privateKey)
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = privateKey });
        ECPoint point = key.ExportParameters(false).Q;
        return [.. point.X, .. point.Y];
    }

    private ECParameters PrivateParameters()
    {
        ECParameters parameters = PublicParameters(Public);
        parameters.D = Private;
        return parameters;
    }
}
