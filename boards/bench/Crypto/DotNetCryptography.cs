using System;
using System.Collections.Generic;
using System.Security.Cryptography;
using MeterFirmware.Crypto;

namespace MeterFirmware.Bench.Crypto;

/// <summary>The primitives of GBCS over the classes of .NET, with the keys of one device.</summary>
internal sealed class DotNetCryptography : ICryptography, IDisposable
{
    // More than a meter has remote parties; when it is full the oldest key gives way.
    private const int VerifierLimit = 16;
    private const int NonceLength = 12;
    private const int TagLength = 16;
    private const int SignatureLength = 64;
    private const int DigestLength = 32;

    private readonly ECDsa signer;
    private readonly IKeyAgreement agreement;
    private readonly List<(byte[] PublicKey, ECDsa Key)> verifiers = [];

    /// <summary>Takes the device's keys.</summary>
    /// <param name="signingKey">With its private number.</param>
    /// <param name="agreement">Stands for the device's key agreement key.</param>
    public DotNetCryptography(P256Key signingKey, IKeyAgreement agreement)
    {
        signer = signingKey.CreateSigner();
        this.agreement = agreement;
    }

    /// <inheritdoc/>
    public bool Verify(
        byte[] publicKey,
        byte[] message,
        int offset,
        int count,
        byte[] signature,
        int signatureOffset
    ) =>
        FindVerifier(publicKey) is ECDsa key
        && key.VerifyData(
            message.AsSpan(offset, count),
            signature.AsSpan(signatureOffset, SignatureLength),
            HashAlgorithmName.SHA256
        );

    /// <inheritdoc/>
    public bool Sign(byte[] message, int offset, int count, byte[] signature, int signatureOffset) =>
        signer.TrySignData(
            message.AsSpan(offset, count),
            signature.AsSpan(signatureOffset, SignatureLength),
            HashAlgorithmName.SHA256,
            out _
        );

    /// <inheritdoc/>
    public bool Agree(byte[] publicKey, byte[] secret) => agreement.Agree(publicKey, secret);

    /// <inheritdoc/>
    public void Hash(byte[] message, int offset, int count, byte[] digest) =>
        SHA256.HashData(message.AsSpan(offset, count), digest.AsSpan(0, DigestLength));

    /// <inheritdoc/>
    public void Gmac(byte[] key, byte[] nonce, byte[] data, int offset, int count, byte[] tag)
    {
        using var cipher = new AesGcm(key, TagLength);
        cipher.Encrypt(nonce.AsSpan(0, NonceLength), [], [], tag.AsSpan(0, TagLength), data.AsSpan(offset, count));
    }

    /// <inheritdoc/>
    public void Encrypt(byte[] key, byte[] nonce, int additional, byte[] octets, int offset, int count, byte[] tag)
    {
        using var cipher = new AesGcm(key, TagLength);
        Span<byte> text = octets.AsSpan(offset, count);
        cipher.Encrypt(nonce.AsSpan(0, NonceLength), text, text, tag.AsSpan(0, TagLength), [(byte)additional]);
    }

    public void Dispose()
    {
        signer.Dispose();
        foreach ((_, ECDsa key) in verifiers)
        {
            key.Dispose();
        }
    }

    // Null for what is no point of the curve.
    private ECDsa FindVerifier(byte[] publicKey)
    {
        foreach ((byte[] known, ECDsa key) in verifiers)
        {
            if (known.AsSpan().SequenceEqual(publicKey))
            {
                return key;
            }
        }

        try
        {
            var key = ECDsa.Create(P256Key.PublicParameters(publicKey));
            Keep(publicKey, key);
            return key;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private void Keep(byte[] publicKey, ECDsa key)
    {
        if (verifiers.Count == VerifierLimit)
        {
            verifiers[0].Key.Dispose();
            verifiers.RemoveAt(0);
        }

        // A copy: the caller's array is working space.
        verifiers.Add(([.. publicKey], key));
    }
}
