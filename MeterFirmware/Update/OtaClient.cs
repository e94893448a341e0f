using System;
using MeterFirmware.Boot;

namespace MeterFirmware.Update
{
    /// <summary>
    /// The meter's side of the ZigBee OTA Upgrade cluster (0x0019): the hub says that there is an image, the meter asks for
    /// it block by block, each when it has dealt with the one before, and says what became of it. Whoever does not answer is
    /// asked three times; then the meter is silent until the hub speaks again, and goes on where it was. Nothing is activated
    /// here: that is CS06's alone.
    /// </summary>
    public sealed class OtaClient
    {
        /// <summary>The most octets that are asked for at once: three granules of the receiver.</summary>
        public const int BlockOctets = 3 * ImageReceiver.Granule;

        /// <summary>How long an answer is waited for, milliseconds.</summary>
        public const int AnswerMilliseconds = 5000;

        /// <summary>How often a question is asked.</summary>
        public const int Attempts = 3;

        /// <summary>The longest that a hub may make the meter wait for a block, seconds.</summary>
        public const int MostWaitSeconds = 3600;

        // The file's first octets, of which the header is judged before anything is stored.
        private const int HeadOctets = 2 * ImageReceiver.Granule;
        private const int NoCommand = -1;
        private const int AnyCode = 0xFFFF;
        private const int AnyVersion = -1;
        private const int FileVersionAt = 14;
        private const int FileTotalAt = 52;
        private const int BlockDataAt = OtaCommand.HeaderLength + 14;
        private const int Row = 3;

        // What a hub may send: command, the least and the most octets after the header. What a status or a payload type leaves
        // out or adds is judged with the fields.
        // csharpier-ignore
        private static readonly byte[] commands =
        {
            OtaCommand.ImageNotify, 2, 10,
            OtaCommand.QueryNextImageResponse, 1, 13,
            OtaCommand.ImageBlockResponse, 1, 14 + BlockOctets,
            OtaCommand.UpgradeEndResponse, 16, 16,
        };

        private readonly ImageReceiver receiver;
        private readonly byte[] frame = new byte[32];
        private readonly byte[] block;
        private readonly byte[] version;
        private byte[] got;
        private int gotCount;

        // The command whose answer is awaited, its sequence number, and what it asked for.
        private int asked = NoCommand;
        private int sequence;
        private int attempts;
        private long askedAt;
        private long now;
        private int waitMilliseconds;
        private int size;
        private int endStatus;

        // Where the block begins in the file, how many octets it has, and how many of them are here.
        private int blockAt;
        private int blockCount;
        private int filled;
        private bool isHead;

        /// <summary>Asks for a meter.</summary>
        /// <param name="receiver">Takes the file; null on a board without slots.</param>
        public OtaClient(ImageReceiver receiver)
        {
            this.receiver = receiver;
            if (receiver != null)
            {
                block = new byte[BlockOctets];
                version = new byte[OtaHeader.VersionLength];
            }
        }

        /// <summary>What is to be sent; it stays until the next call.</summary>
        public byte[] Frame
        {
            get { return frame; }
        }

        /// <summary>How many octets of it; 0 for none.</summary>
        public int Count { get; private set; }

        /// <summary>The channel of the text form on which the hub last spoke.</summary>
        public int Channel { get; private set; }

        /// <summary>How many frames were refused.</summary>
        public int Refused { get; private set; }

        /// <summary>True while an answer of the hub is awaited.</summary>
        public bool IsAsking
        {
            get { return asked != NoCommand; }
        }

        /// <summary>Goes on with what a restart interrupted. Called once after the receiver was started.</summary>
        public void Start()
        {
            if (receiver != null && receiver.HasBegun)
            {
                Query();
            }
        }

        /// <summary>The frame was handed to the link.</summary>
        public void MarkSent()
        {
            Count = 0;
        }

        /// <summary>Asks again what was not answered. Called on every turn while nothing is being sent.</summary>
        /// <param name="nowMilliseconds">Monotonic.</param>
        public void Tick(long nowMilliseconds)
        {
            now = nowMilliseconds;
            if (asked == NoCommand || Count > 0 || now - askedAt < waitMilliseconds)
            {
                return;
            }
            if (attempts >= Attempts)
            {
                // What is stored stays, and the hub's next notice goes on from there.
                asked = NoCommand;
                return;
            }
            AskAgain();
        }

        /// <summary>Takes a frame. It may take as long as a segment's way to the flash.</summary>
        /// <param name="channel">The channel it came on.</param>
        /// <param name="octets">Holds it from its beginning; it is not kept.</param>
        /// <param name="count">How many octets.</param>
        public void Take(int channel, byte[] octets, int count)
        {
            Channel = channel;
            Count = 0;
            got = octets;
            gotCount = count;
            int status = count < OtaCommand.HeaderLength ? NoCommand : Judge();
            if (status == OtaStatus.Success)
            {
                return;
            }
            Refused++;
            if (status != NoCommand)
            {
                Refuse(status);
            }
        }

        // Gives the status to refuse with, or Success for a frame that was taken or is nobody's concern any more.
        private int Judge()
        {
            int control = got[0];
            if ((control & 4) != 0)
            {
                return OtaStatus.UnsupportedManufacturerCommand;
            }
            if ((control & 3) == 0)
            {
                return TakeGeneral();
            }
            int row = FindRow(got[2]);
            if ((control & 0x0B) != OtaCommand.ToClient || row < 0 || receiver == null)
            {
                return OtaStatus.UnsupportedClusterCommand;
            }
            int length = gotCount - OtaCommand.HeaderLength;
            if (length < commands[row + 1] || length > commands[row + 2])
            {
                return OtaStatus.MalformedCommand;
            }
            if (got[2] == OtaCommand.ImageNotify)
            {
                return TakeNotify();
            }
            if (got[2] != asked + 1 + (asked == OtaCommand.ImageBlockRequest ? 1 : 0) || got[1] != sequence)
            {
                // An answer that came too late, or twice.
                return OtaStatus.Success;
            }
            switch (asked)
            {
                case OtaCommand.QueryNextImageRequest:
                    return TakeImage();
                case OtaCommand.ImageBlockRequest:
                    return TakeBlock();
                default:
                    asked = NoCommand;
                    return OtaStatus.Success;
            }
        }

        private static int FindRow(int command)
        {
            for (int row = 0; row < commands.Length; row += Row)
            {
                if (commands[row] == command)
                {
                    return row;
                }
            }
            return -1;
        }

        // A default response is never answered, or two devices would answer each other for ever.
        private int TakeGeneral()
        {
            if (got[2] != OtaCommand.DefaultResponse)
            {
                return OtaStatus.UnsupportedGeneralCommand;
            }
            bool isOfOurs = gotCount == OtaCommand.HeaderLength + 2 && got[1] == sequence && got[3] == asked;
            if (isOfOurs && got[4] != OtaStatus.Success)
            {
                asked = NoCommand;
            }
            return OtaStatus.Success;
        }

        // Payload type 0 has a jitter alone, 1 a manufacturer too, 2 an image type, 3 a version.
        private int TakeNotify()
        {
            int type = got[3];
            int length = gotCount - OtaCommand.HeaderLength;
            if (type > 3 || length != (type == 3 ? 10 : 2 + 2 * type))
            {
                return OtaStatus.MalformedCommand;
            }
            bool isOurs =
                (type < 1 || IsOurs(5, receiver.Target.ManufacturerCode))
                && (type < 2 || IsOurs(7, receiver.Target.ImageType));
            if (!isOurs || (type == 3 && LittleEndian.GetInt32(got, 9) != AnyVersion && !IsNewer(9)))
            {
                return OtaStatus.InvalidImage;
            }
            Query();
            return OtaStatus.Success;
        }

        private bool IsOurs(int at, int ours)
        {
            int code = LittleEndian.GetUInt16(got, at);
            return code == ours || code == AnyCode;
        }

        private bool IsNewer(int at)
        {
            for (int i = 0; i < OtaHeader.VersionLength; i++)
            {
                int difference = got[at + OtaHeader.VersionLength - 1 - i] - receiver.RunningVersion[i];
                if (difference != 0)
                {
                    return difference > 0;
                }
            }
            return false;
        }

        private int TakeImage()
        {
            int status = got[3];
            if (status != OtaStatus.Success)
            {
                asked = NoCommand;
                return OtaStatus.Success;
            }
            if (gotCount != OtaCommand.HeaderLength + 13)
            {
                return OtaStatus.MalformedCommand;
            }
            bool isOurs =
                LittleEndian.GetUInt16(got, 4) == receiver.Target.ManufacturerCode
                && LittleEndian.GetUInt16(got, 6) == receiver.Target.ImageType;
            int length = LittleEndian.GetInt32(got, 12);
            if (!isOurs || !IsNewer(8) || length < HeadOctets)
            {
                return OtaStatus.InvalidImage;
            }
            for (int i = 0; i < OtaHeader.VersionLength; i++)
            {
                version[i] = got[8 + OtaHeader.VersionLength - 1 - i];
            }
            size = length;
            if (receiver.Holds(version, size))
            {
                End(OtaStatus.Success);
                return OtaStatus.Success;
            }
            isHead = !receiver.IsReceivingFile(version, size);
            NextBlock();
            return OtaStatus.Success;
        }

        private void NextBlock()
        {
            blockAt = isHead ? 0 : receiver.NextOffset;
            int most = isHead ? HeadOctets : receiver.MostNext;
            blockCount = most < BlockOctets ? most : BlockOctets;
            filled = 0;
            Ask(OtaCommand.ImageBlockRequest);
        }

        private int TakeBlock()
        {
            int status = got[3];
            if (status == OtaStatus.WaitForData)
            {
                return TakeWait();
            }
            if (status != OtaStatus.Success)
            {
                asked = NoCommand;
                return OtaStatus.Success;
            }
            int count = gotCount - BlockDataAt;
            if (count < 1 || got[BlockDataAt - 1] != count)
            {
                return OtaStatus.MalformedCommand;
            }
            bool isAsked =
                IsOfFile(4) && LittleEndian.GetInt32(got, 12) == blockAt + filled && count <= blockCount - filled;
            if (!isAsked)
            {
                return OtaStatus.InvalidField;
            }
            Array.Copy(got, BlockDataAt, block, filled, count);
            filled += count;
            if (filled < blockCount)
            {
                Ask(OtaCommand.ImageBlockRequest);
                return OtaStatus.Success;
            }
            Store();
            return OtaStatus.Success;
        }

        private int TakeWait()
        {
            if (gotCount != OtaCommand.HeaderLength + 11)
            {
                return OtaStatus.MalformedCommand;
            }
            int seconds = LittleEndian.GetInt32(got, 8) - LittleEndian.GetInt32(got, 4);
            if (seconds < 0 || seconds > MostWaitSeconds)
            {
                return OtaStatus.InvalidField;
            }
            attempts = 0;
            askedAt = now;
            waitMilliseconds = seconds * 1000;
            return OtaStatus.Success;
        }

        // Manufacturer code, image type and version, as they stand in requests and responses.
        private bool IsOfFile(int at)
        {
            bool isOurs =
                LittleEndian.GetUInt16(got, at) == receiver.Target.ManufacturerCode
                && LittleEndian.GetUInt16(got, at + 2) == receiver.Target.ImageType;
            for (int i = 0; i < OtaHeader.VersionLength; i++)
            {
                isOurs = isOurs && got[at + 4 + i] == version[OtaHeader.VersionLength - 1 - i];
            }
            return isOurs;
        }

        private void Store()
        {
            if (isHead && !BeginFile())
            {
                return;
            }
            int result = ReceiveResult.Taken;
            if (blockAt == receiver.NextOffset)
            {
                result = receiver.Put(blockAt, block, 0, blockCount);
            }
            if (result == ReceiveResult.Taken)
            {
                NextBlock();
                return;
            }
            bool isGood = result == ReceiveResult.Complete && receiver.LastImageResult == ImageResult.Good;
            bool isJudged = result == ReceiveResult.Complete;
            End(
                isGood ? OtaStatus.Success
                : isJudged ? OtaStatus.InvalidImage
                : OtaStatus.Abort
            );
        }

        // The header must be that of the file that was offered; the receiver judges the rest of it.
        private bool BeginFile()
        {
            isHead = false;
            bool isOffered = LittleEndian.GetInt32(block, FileTotalAt) == size;
            for (int i = 0; i < OtaHeader.VersionLength; i++)
            {
                isOffered = isOffered && block[FileVersionAt + i] == version[OtaHeader.VersionLength - 1 - i];
            }
            int result = isOffered ? receiver.Begin(block, HeadOctets) : ImageResult.BadForm;
            if (result == ImageResult.Good)
            {
                return true;
            }
            End(result == ImageResult.Unreadable ? OtaStatus.Abort : OtaStatus.InvalidImage);
            return false;
        }

        private void Query()
        {
            Ask(OtaCommand.QueryNextImageRequest);
        }

        private void End(int status)
        {
            endStatus = status;
            Ask(OtaCommand.UpgradeEndRequest);
        }

        private void Ask(int command)
        {
            asked = command;
            attempts = 0;
            AskAgain();
        }

        private void AskAgain()
        {
            attempts++;
            askedAt = now;
            waitMilliseconds = AnswerMilliseconds;
            sequence = (sequence + 1) & 0xFF;
            Begin(OtaCommand.ToServer, sequence, asked);
            switch (asked)
            {
                case OtaCommand.QueryNextImageRequest:
                    // Field control: with the hardware version.
                    Write(1, 1);
                    Write(receiver.Target.ManufacturerCode, 2);
                    Write(receiver.Target.ImageType, 2);
                    WriteVersion(receiver.RunningVersion);
                    Write(receiver.Target.HardwareVersion, 2);
                    break;
                case OtaCommand.ImageBlockRequest:
                    Write(0, 1);
                    WriteFile();
                    Write(blockAt + filled, 4);
                    Write(blockCount - filled, 1);
                    break;
                default:
                    Write(endStatus, 1);
                    WriteFile();
                    break;
            }
        }

        // Of a manufacturer's command two octets of a code come before the sequence number.
        private void Refuse(int status)
        {
            int at = (got[0] & 4) != 0 ? 3 : 1;
            if (gotCount < at + 2)
            {
                return;
            }
            // Frame control: of no cluster, and no default response is wanted.
            Begin(0x10, got[at], OtaCommand.DefaultResponse);
            Write(got[at + 1], 1);
            Write(status, 1);
        }

        private void Begin(int control, int number, int command)
        {
            Count = 0;
            Write(control, 1);
            Write(number, 1);
            Write(command, 1);
        }

        private void WriteFile()
        {
            Write(receiver.Target.ManufacturerCode, 2);
            Write(receiver.Target.ImageType, 2);
            WriteVersion(version);
        }

        private void WriteVersion(byte[] octets)
        {
            for (int i = OtaHeader.VersionLength - 1; i >= 0; i--)
            {
                Write(octets[i], 1);
            }
        }

        private void Write(int number, int octets)
        {
            for (int i = 0; i < octets; i++)
            {
                frame[Count] = (byte)(number >> (8 * i));
                Count++;
            }
        }
    }
}
