using System;
using System.Collections.Generic;

namespace MeterFirmware.Bench.Crypto;

/// <summary>
/// Agrees from the other side: the reference set keeps the devices' private keys to itself but publishes those of the
/// remote parties, and the shared secret is the same from either.
/// </summary>
internal sealed class PublishedKeyAgreement : IKeyAgreement
{
    private readonly byte[] devicePublicKey;
    private readonly IReadOnlyList<P256Key> remoteKeys;

    /// <summary>Takes the keys.</summary>
    /// <param name="devicePublicKey">The device's x and y.</param>
    /// <param name="remoteKeys">The remote parties' key agreement keys.</param>
    public PublishedKeyAgreement(byte[] devicePublicKey, IReadOnlyList<P256Key> remoteKeys)
    {
        this.devicePublicKey = devicePublicKey;
        this.remoteKeys = remoteKeys;
    }

    /// <inheritdoc/>
    public bool Agree(byte[] remotePublicKey, byte[] secret)
    {
        foreach (P256Key remote in remoteKeys)
        {
            if (remote.Private != null && remote.Public.AsSpan().SequenceEqual(remotePublicKey))
            {
                remote.Agree(devicePublicKey).CopyTo(secret, 0);
                return true;
            }
        }

        return false;
    }
}
