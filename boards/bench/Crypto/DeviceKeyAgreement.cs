using System.Security.Cryptography;

namespace MeterFirmware.Bench.Crypto;

/// <summary>Agrees with the device's own private key, as a device does.</summary>
internal sealed class DeviceKeyAgreement : IKeyAgreement
{
    private readonly P256Key deviceKey;

    /// <summary>Takes the key.</summary>
    /// <param name="deviceKey">With its private number.</param>
    public DeviceKeyAgreement(P256Key deviceKey)
    {
        this.deviceKey = deviceKey;
    }

    /// <inheritdoc/>
    public bool Agree(byte[] remotePublicKey, byte[] secret)
    {
        try
        {
            deviceKey.Agree(remotePublicKey).CopyTo(secret, 0);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
