namespace MeterFirmware.Crypto
{
    /// <summary>
    /// Stands where a board has no cryptography yet: it verifies, signs and agrees on nothing, so that every message is
    /// refused. The meter still counts, keeps its registers and shows them.
    /// </summary>
    public sealed class NoCryptography : ICryptography
    {
        /// <inheritdoc/>
        public bool Verify(
            byte[] publicKey,
            byte[] message,
            int offset,
            int count,
            byte[] signature,
            int signatureOffset
        )
        {
            return false;
        }

        /// <inheritdoc/>
        public bool Sign(byte[] message, int offset, int count, byte[] signature, int signatureOffset)
        {
            return false;
        }

        /// <inheritdoc/>
        public bool Agree(byte[] publicKey, byte[] secret)
        {
            return false;
        }

        /// <inheritdoc/>
        public void Hash(byte[] message, int offset, int count, byte[] digest)
        {
            throw new System.NotSupportedException("no cryptography on this board");
        }

        /// <inheritdoc/>
        public void Gmac(byte[] key, byte[] nonce, byte[] data, int offset, int count, byte[] tag)
        {
            throw new System.NotSupportedException("no cryptography on this board");
        }

        /// <inheritdoc/>
        public void Encrypt(byte[] key, byte[] nonce, int additional, byte[] octets, int offset, int count, byte[] tag)
        {
            throw new System.NotSupportedException("no cryptography on this board");
        }
    }
}
