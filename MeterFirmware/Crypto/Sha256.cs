using System;

namespace MeterFirmware.Crypto
{
    /// <summary>
    /// SHA-256 (FIPS 180-4) of octets that arrive piece by piece. A word is kept in a long and doubled by a multiplication,
    /// so that each rotation is one shift (PERFORMANCE.md, 9). Nothing is allocated after it is made.
    /// </summary>
    public sealed class Sha256
    {
        /// <summary>The octets of a digest.</summary>
        public const int DigestLength = 32;

        /// <summary>The octets that are mixed at once.</summary>
        public const int BlockLength = 64;

        /// <summary>The octets of <see cref="Save"/>: the digest so far and how much went into it.</summary>
        public const int SavedLength = DigestLength + 4;

        private const int Words = 8;
        private const int Rounds = 64;
        private const long Mask = 0xFFFFFFFFL;
        private const long Doubling = 0x100000001L;

        private readonly long[] state = new long[Words];
        private readonly long[] schedule = new long[Rounds];
        private readonly byte[] block = new byte[BlockLength];
        private int filled;
        private int total;

        /// <summary>Makes a digest of nothing yet.</summary>
        public Sha256()
        {
            Reset();
        }

        /// <summary>How many octets were added, up to <see cref="int.MaxValue"/>.</summary>
        public int Count
        {
            get { return total; }
        }

        /// <summary>Begins anew.</summary>
        public void Reset()
        {
            Array.Copy(InitialState, 0, state, 0, Words);
            filled = 0;
            total = 0;
        }

        /// <summary>Adds octets.</summary>
        public void Add(byte[] octets, int offset, int count)
        {
            total += count;
            int end = offset + count;
            while (offset < end)
            {
                int room = BlockLength - filled;
                int part = end - offset < room ? end - offset : room;
                Array.Copy(octets, offset, block, filled, part);
                filled += part;
                offset += part;
                if (filled == BlockLength)
                {
                    Mix();
                    filled = 0;
                }
            }
        }

        /// <summary>Gives the digest, and begins anew.</summary>
        /// <param name="digest">Receives <see cref="DigestLength"/> octets.</param>
        /// <param name="offset">Where.</param>
        public void Finish(byte[] digest, int offset)
        {
            long bits = (long)total * 8;
            block[filled] = 0x80;
            Array.Clear(block, filled + 1, BlockLength - filled - 1);
            if (filled >= BlockLength - 8)
            {
                Mix();
                Array.Clear(block, 0, BlockLength);
            }
            for (int i = 0; i < 8; i++)
            {
                block[BlockLength - 1 - i] = (byte)(bits >>> (8 * i));
            }
            Mix();
            PutState(digest, offset);
            Reset();
        }

        /// <summary>
        /// Writes what is needed to go on after a restart, up to the last whole block; the octets of the block that is not
        /// yet whole must be added again.
        /// </summary>
        /// <param name="saved">Receives <see cref="SavedLength"/> octets.</param>
        /// <param name="offset">Where.</param>
        public void Save(byte[] saved, int offset)
        {
            PutState(saved, offset);
            PutWord(saved, offset + DigestLength, total - filled);
        }

        /// <summary>Goes on from what <see cref="Save"/> wrote; <see cref="Count"/> says from which octet.</summary>
        public void Restore(byte[] saved, int offset)
        {
            for (int i = 0; i < Words; i++)
            {
                state[i] = GetWord(saved, offset + 4 * i);
            }
            total = (int)GetWord(saved, offset + DigestLength);
            filled = 0;
        }

        private void PutState(byte[] octets, int offset)
        {
            for (int i = 0; i < Words; i++)
            {
                PutWord(octets, offset + 4 * i, (int)state[i]);
            }
        }

        private static void PutWord(byte[] octets, int offset, int word)
        {
            octets[offset] = (byte)(word >> 24);
            octets[offset + 1] = (byte)(word >> 16);
            octets[offset + 2] = (byte)(word >> 8);
            octets[offset + 3] = (byte)word;
        }

        private static long GetWord(byte[] octets, int at)
        {
            return ((octets[at] << 24) | (octets[at + 1] << 16) | (octets[at + 2] << 8) | octets[at + 3]) & Mask;
        }

        private void Expand()
        {
            long[] w = schedule;
            long mask = 1;
            mask = (mask << 32) - 1;
            for (int i = 0; i < 16; i++)
            {
                w[i] = GetWord(block, 4 * i);
            }
            for (int i = 16; i < Rounds; i++)
            {
                long a = w[i - 15];
                long b = w[i - 2];
                long a2 = a * Doubling;
                long b2 = b * Doubling;
                long s0 = (a2 >>> 7) ^ (a2 >>> 18) ^ (a >>> 3);
                long s1 = (b2 >>> 17) ^ (b2 >>> 19) ^ (b >>> 10);
                w[i] = (w[i - 16] + (s0 & mask) + w[i - 7] + (s1 & mask)) & mask;
            }
        }

        private void Mix()
        {
            Expand();
            long[] w = schedule;
            long[] k = Constants;
            long mask = 1;
            mask = (mask << 32) - 1;
            long a = state[0];
            long b = state[1];
            long c = state[2];
            long d = state[3];
            long e = state[4];
            long f = state[5];
            long g = state[6];
            long h = state[7];
            for (int i = 0; i < Rounds; i++)
            {
                long e2 = e * Doubling;
                long t1 = h + (((e2 >>> 6) ^ (e2 >>> 11) ^ (e2 >>> 25)) & mask) + (g ^ (e & (f ^ g))) + k[i] + w[i];
                long a2 = a * Doubling;
                long t2 = (((a2 >>> 2) ^ (a2 >>> 13) ^ (a2 >>> 22)) & mask) + ((a & b) | (c & (a | b)));
                h = g;
                g = f;
                f = e;
                e = (d + t1) & mask;
                d = c;
                c = b;
                b = a;
                a = (t1 + t2) & mask;
            }
            state[0] = (state[0] + a) & mask;
            state[1] = (state[1] + b) & mask;
            state[2] = (state[2] + c) & mask;
            state[3] = (state[3] + d) & mask;
            state[4] = (state[4] + e) & mask;
            state[5] = (state[5] + f) & mask;
            state[6] = (state[6] + g) & mask;
            state[7] = (state[7] + h) & mask;
        }

        // csharpier-ignore
        private static readonly long[] InitialState =
        {
            0x6A09E667, 0xBB67AE85, 0x3C6EF372, 0xA54FF53A, 0x510E527F, 0x9B05688C, 0x1F83D9AB, 0x5BE0CD19,
        };

        // csharpier-ignore
        private static readonly long[] Constants =
        {
            0x428A2F98, 0x71374491, 0xB5C0FBCF, 0xE9B5DBA5, 0x3956C25B, 0x59F111F1, 0x923F82A4, 0xAB1C5ED5,
            0xD807AA98, 0x12835B01, 0x243185BE, 0x550C7DC3, 0x72BE5D74, 0x80DEB1FE, 0x9BDC06A7, 0xC19BF174,
            0xE49B69C1, 0xEFBE4786, 0x0FC19DC6, 0x240CA1CC, 0x2DE92C6F, 0x4A7484AA, 0x5CB0A9DC, 0x76F988DA,
            0x983E5152, 0xA831C66D, 0xB00327C8, 0xBF597FC7, 0xC6E00BF3, 0xD5A79147, 0x06CA6351, 0x14292967,
            0x27B70A85, 0x2E1B2138, 0x4D2C6DFC, 0x53380D13, 0x650A7354, 0x766A0ABB, 0x81C2C92E, 0x92722C85,
            0xA2BFE8A1, 0xA81A664B, 0xC24B8B70, 0xC76C51A3, 0xD192E819, 0xD6990624, 0xF40E3585, 0x106AA070,
            0x19A4C116, 0x1E376C08, 0x2748774C, 0x34B0BCB5, 0x391C0CB3, 0x4ED8AA4A, 0x5B9CCA4F, 0x682E6FF3,
            0x748F82EE, 0x78A5636F, 0x84C87814, 0x8CC70208, 0x90BEFFFA, 0xA4506CEB, 0xBEF9A3F7, 0xC67178F2,
        };
    }
}
