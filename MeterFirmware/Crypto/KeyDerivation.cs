using System;

namespace MeterFirmware.Crypto
{
    /// <summary>
    /// The key of one message (GBCS 4.3.3, NIST SP 800-56A concatenation with SHA-256): from the static shared secret,
    /// the two parties and the message's counter.
    /// </summary>
    public sealed class KeyDerivation
    {
        /// <summary>The octets of a shared secret.</summary>
        public const int SecretLength = 32;

        /// <summary>The octets of a derived key.</summary>
        public const int KeyLength = 16;

        private const int IdLength = 8;
        private const int CounterLength = 8;

        // counter 00000001, Z, algorithm id, originator, 09 mode counter, recipient
        private const int SecretAt = 4;
        private const int AlgorithmAt = SecretAt + SecretLength;
        private const int OriginatorAt = AlgorithmAt + 7;
        private const int TransactionAt = OriginatorAt + IdLength;
        private const int RecipientAt = TransactionAt + 2 + CounterLength;
        private const int InputLength = RecipientAt + IdLength;

        private readonly ICryptography cryptography;
        private readonly byte[] input = new byte[InputLength];
        private readonly byte[] digest = new byte[32];

        /// <summary>Derives keys with the given primitives.</summary>
        public KeyDerivation(ICryptography cryptography)
        {
            this.cryptography = cryptography;
            byte[] algorithm = { 0x60, 0x85, 0x74, 0x06, 0x08, 0x03, 0x00 };
            input[3] = 1;
            Array.Copy(algorithm, 0, input, AlgorithmAt, algorithm.Length);
            input[TransactionAt] = 1 + CounterLength;
        }

        /// <summary>Derives one key.</summary>
        /// <param name="secret">Z, 32 octets.</param>
        /// <param name="mode">A <see cref="KeyMode"/>.</param>
        /// <param name="originator">Holds the originator's EUI-64.</param>
        /// <param name="originatorOffset">Where it begins.</param>
        /// <param name="counter">Holds the eight octets of the originator counter.</param>
        /// <param name="counterOffset">Where they begin.</param>
        /// <param name="recipient">Holds the recipient's EUI-64.</param>
        /// <param name="recipientOffset">Where it begins.</param>
        /// <param name="key">Receives 16 octets.</param>
        public void Derive(
            byte[] secret,
            int mode,
            byte[] originator,
            int originatorOffset,
            byte[] counter,
            int counterOffset,
            byte[] recipient,
            int recipientOffset,
            byte[] key
        )
        {
            Array.Copy(secret, 0, input, SecretAt, SecretLength);
            Array.Copy(originator, originatorOffset, input, OriginatorAt, IdLength);
            input[TransactionAt + 1] = (byte)mode;
            Array.Copy(counter, counterOffset, input, TransactionAt + 2, CounterLength);
            Array.Copy(recipient, recipientOffset, input, RecipientAt, IdLength);
            cryptography.Hash(input, 0, InputLength, digest);
            Array.Copy(digest, 0, key, 0, KeyLength);
        }
    }
}
