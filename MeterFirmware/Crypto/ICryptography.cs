namespace MeterFirmware.Crypto
{
    /// <summary>
    /// The primitives of GBCS section 4 (suite 1: P-256, SHA-256, AES-128-GCM) and the device's two private keys,
    /// which never leave it. A call with a wrong length throws: lengths are the caller's invariant. A call that
    /// fails on what the octets say returns false.
    /// </summary>
    public interface ICryptography
    {
        /// <summary>Checks an ECDSA P-256 signature over SHA-256.</summary>
        /// <param name="publicKey">x and y, 64 octets.</param>
        /// <param name="message">Holds the signed octets.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many they are.</param>
        /// <param name="signature">Holds r and s.</param>
        /// <param name="signatureOffset">Where the 64 octets of r and s begin.</param>
        bool Verify(byte[] publicKey, byte[] message, int offset, int count, byte[] signature, int signatureOffset);

        /// <summary>Signs with the device's digital signature key: ECDSA P-256 over SHA-256, r and s.</summary>
        /// <returns>False if the device has no such key; nothing is then written.</returns>
        bool Sign(byte[] message, int offset, int count, byte[] signature, int signatureOffset);

        /// <summary>
        /// The static ECDH shared secret Z of the device's key agreement key and a remote party's.
        /// </summary>
        /// <param name="publicKey">The remote party's x and y, 64 octets.</param>
        /// <param name="secret">Receives Z, 32 octets.</param>
        /// <returns>False if the point is not on the curve or the device has no such key.</returns>
        bool Agree(byte[] publicKey, byte[] secret);

        /// <summary>SHA-256 of the octets.</summary>
        /// <param name="message">Holds the octets.</param>
        /// <param name="offset">Where they begin.</param>
        /// <param name="count">How many they are.</param>
        /// <param name="digest">Receives 32 octets.</param>
        void Hash(byte[] message, int offset, int count, byte[] digest);

        /// <summary>
        /// AES-128-GCM tag over additional data alone (GMAC).
        /// </summary>
        /// <param name="key">16 octets.</param>
        /// <param name="nonce">12 octets.</param>
        /// <param name="data">Holds the additional data.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How many octets it has.</param>
        /// <param name="tag">Receives the whole 16 octets.</param>
        void Gmac(byte[] key, byte[] nonce, byte[] data, int offset, int count, byte[] tag);

        /// <summary>AES-128-GCM encryption, in place.</summary>
        /// <param name="key">16 octets.</param>
        /// <param name="nonce">12 octets.</param>
        /// <param name="additional">The additional data: one octet.</param>
        /// <param name="octets">Holds what is encrypted.</param>
        /// <param name="offset">Where it begins.</param>
        /// <param name="count">How many octets it has.</param>
        /// <param name="tag">Receives the whole 16 octets.</param>
        void Encrypt(byte[] key, byte[] nonce, int additional, byte[] octets, int offset, int count, byte[] tag);
    }
}
