using System;
using MeterFirmware.Boot;
using MeterFirmware.Update;

namespace MeterFirmware.Tests.Update
{
    /// <summary>
    /// The hub's side of the OTA Upgrade cluster with one file, answering whatever a client asks; written apart from the
    /// client, by the cluster's tables.
    /// </summary>
    public sealed class OtaHub
    {
        private readonly byte[] file;

        public OtaHub(byte[] file)
        {
            this.file = file;
            MostOctets = 255;
        }

        /// <summary>How many octets it gives at once, at the most.</summary>
        public int MostOctets { get; set; }

        /// <summary>The status of the last Upgrade End Request; -1 while there was none.</summary>
        public int EndStatus { get; private set; } = -1;

        /// <summary>The last default response's status; -1 while there was none.</summary>
        public int RefusedWith { get; private set; } = -1;

        /// <summary>How many blocks were asked for.</summary>
        public int Blocks { get; private set; }

        /// <summary>The lowest offset that was asked for.</summary>
        public int LowestOffset { get; private set; } = int.MaxValue;

        /// <summary>An Image Notify with the query jitter alone.</summary>
        public static byte[] Notify()
        {
            return new byte[] { 0x09, 77, 0x00, 0x00, 100 };
        }

        /// <summary>The answer to a frame of the client; null for none.</summary>
        public byte[] Answer(byte[] frame, int count)
        {
            if (frame[0] == 0x10)
            {
                RefusedWith = frame[4];
                return null;
            }
            switch (frame[2])
            {
                case 0x01:
                    return Image(frame[1]);
                case 0x03:
                    Blocks++;
                    return Block(frame);
                case 0x06:
                    EndStatus = frame[3];
                    return End(frame);
                default:
                    return null;
            }
        }

        // Status, then manufacturer code, image type, file version and size as the header has them.
        private byte[] Image(byte sequence)
        {
            byte[] answer = new byte[16];
            answer[0] = 0x09;
            answer[1] = sequence;
            answer[2] = 0x02;
            Array.Copy(file, 10, answer, 4, 8);
            Array.Copy(file, 52, answer, 12, 4);
            return answer;
        }

        private byte[] Block(byte[] asked)
        {
            int offset = LittleEndian.GetInt32(asked, 12);
            int count = asked[16];
            count = count > MostOctets ? MostOctets : count;
            count = count > file.Length - offset ? file.Length - offset : count;
            LowestOffset = offset < LowestOffset ? offset : LowestOffset;
            byte[] answer = new byte[17 + count];
            answer[0] = 0x09;
            answer[1] = asked[1];
            answer[2] = 0x05;
            Array.Copy(file, 10, answer, 4, 8);
            LittleEndian.SetInt32(answer, 12, offset);
            answer[16] = (byte)count;
            Array.Copy(file, offset, answer, 17, count);
            return answer;
        }

        private static byte[] End(byte[] asked)
        {
            byte[] answer = new byte[19];
            answer[0] = 0x09;
            answer[1] = asked[1];
            answer[2] = 0x07;
            Array.Copy(asked, 4, answer, 3, 8);
            for (int i = 15; i < 19; i++)
            {
                answer[i] = 0xFF;
            }
            return answer;
        }
    }
}
