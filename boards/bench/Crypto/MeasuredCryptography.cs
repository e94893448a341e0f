using System;
using MeterFirmware.Crypto;

namespace MeterFirmware.Bench.Crypto;

/// <summary>Counts what the primitives allocate, so that it can be told apart from what the firmware does.</summary>
internal sealed class MeasuredCryptography : ICryptography
{
    private readonly ICryptography inner;

    public MeasuredCryptography(ICryptography inner)
    {
        this.inner = inner;
    }

    /// <summary>Octets allocated on the calling thread within the primitives, so far.</summary>
    public long AllocatedOctets { get; private set; }

    /// <inheritdoc/>
    public bool Verify(byte[] publicKey, byte[] message, int offset, int count, byte[] signature, int signatureOffset)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isValid = inner.Verify(publicKey, message, offset, count, signature, signatureOffset);
        Add(before);
        return isValid;
    }

    /// <inheritdoc/>
    public bool Sign(byte[] message, int offset, int count, byte[] signature, int signatureOffset)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isDone = inner.Sign(message, offset, count, signature, signatureOffset);
        Add(before);
        return isDone;
    }

    /// <inheritdoc/>
    public bool Agree(byte[] publicKey, byte[] secret)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        bool isDone = inner.Agree(publicKey, secret);
        Add(before);
        return isDone;
    }

    /// <inheritdoc/>
    public void Hash(byte[] message, int offset, int count, byte[] digest)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        inner.Hash(message, offset, count, digest);
        Add(before);
    }

    /// <inheritdoc/>
    public void Gmac(byte[] key, byte[] nonce, byte[] data, int offset, int count, byte[] tag)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        inner.Gmac(key, nonce, data, offset, count, tag);
        Add(before);
    }

    /// <inheritdoc/>
    public void Encrypt(byte[] key, byte[] nonce, int additional, byte[] octets, int offset, int count, byte[] tag)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        inner.Encrypt(key, nonce, additional, octets, offset, count, tag);
        Add(before);
    }

    private void Add(long before) => AllocatedOctets += GC.GetAllocatedBytesForCurrentThread() - before;
}
