namespace MeterFirmware.Bench.Crypto;

/// <summary>What a device's key agreement key is for.</summary>
internal interface IKeyAgreement
{
    /// <summary>The static ECDH shared secret with a remote party.</summary>
    /// <param name="remotePublicKey">x and y, 64 octets.</param>
    /// <param name="secret">Receives 32 octets.</param>
    /// <returns>False if there is none.</returns>
    bool Agree(byte[] remotePublicKey, byte[] secret);
}
