using System;
using MeterFirmware.Core.State;
using MeterFirmware.Crypto;

namespace MeterFirmware.Tests.Gbcs
{
    /// <summary>
    /// Primitives that have the form of the real ones and none of their strength: every octet of every input counts, which is
    /// what the tests of what is done with them need. The real ones are tried on the PC.
    /// </summary>
    public sealed class FakeCryptography : ICryptography
    {
        private readonly byte[] deviceKey;

        public FakeCryptography(byte deviceKey)
        {
            this.deviceKey = KeyOf(deviceKey);
        }

        public static byte[] KeyOf(byte number)
        {
            byte[] key = new byte[64];
            for (int i = 0; i < key.Length; i++)
            {
                key[i] = (byte)(number + i);
            }
            return key;
        }

        public static void SignWith(byte[] key, byte[] message, int offset, int count, byte[] signature, int at)
        {
            int mixed = Crc32.Compute(message, offset, count) ^ Crc32.Compute(key, 0, key.Length);
            for (int i = 0; i < 64; i += 4)
            {
                Octets.SetInt32(signature, at + i, mixed + i);
            }
        }

        public bool Verify(
            byte[] publicKey,
            byte[] message,
            int offset,
            int count,
            byte[] signature,
            int signatureOffset
        )
        {
            byte[] wanted = new byte[64];
            SignWith(publicKey, message, offset, count, wanted, 0);
            return Octets.AreEqual(wanted, 0, signature, signatureOffset, 64);
        }

        public bool Sign(byte[] message, int offset, int count, byte[] signature, int signatureOffset)
        {
            SignWith(deviceKey, message, offset, count, signature, signatureOffset);
            return true;
        }

        public bool Agree(byte[] publicKey, byte[] secret)
        {
            for (int i = 0; i < 32; i++)
            {
                secret[i] = (byte)(publicKey[i] ^ deviceKey[i]);
            }
            return true;
        }

        public void Hash(byte[] message, int offset, int count, byte[] digest)
        {
            for (int i = 0; i < 32; i += 4)
            {
                Octets.SetInt32(digest, i, Crc32.Compute(message, offset, count) * (i + 1));
            }
        }

        public void Gmac(byte[] key, byte[] nonce, byte[] data, int offset, int count, byte[] tag)
        {
            int mixed = Crc32.Compute(key, 0, 16) ^ Crc32.Compute(nonce, 0, 12) ^ Crc32.Compute(data, offset, count);
            for (int i = 0; i < 16; i += 4)
            {
                Octets.SetInt32(tag, i, mixed * (2 * i + 1));
            }
        }

        public void Encrypt(byte[] key, byte[] nonce, int additional, byte[] octets, int offset, int count, byte[] tag)
        {
            Mix(key, nonce, octets, offset, count);
            Gmac(key, nonce, octets, offset, count, tag);
            tag[0] ^= (byte)additional;
        }

        /// <summary>Encrypts what is plain, and makes plain what was encrypted.</summary>
        public static void Mix(byte[] key, byte[] nonce, byte[] octets, int offset, int count)
        {
            int mixed = Crc32.Compute(key, 0, 16) ^ Crc32.Compute(nonce, 0, 12);
            for (int i = 0; i < count; i++)
            {
                octets[offset + i] ^= (byte)(mixed >> (8 * (i & 3)));
            }
        }
    }
}
