using MeterFirmware.Core.State;

namespace MeterFirmware.Gbcs.Gbz
{
    /// <summary>
    /// Walks through the components of a GBZ payload (GBCS 7.2.10), in place. Headers are most significant octet first, the ZCL
    /// frames in them least significant first.
    /// </summary>
    public sealed class ZclFrame
    {
        /// <summary>The first two octets of a payload: the GBZ profile.</summary>
        public const int Profile = 0x0109;

        /// <summary>In the control octet: the last component.</summary>
        public const int LastComponent = 0x01;

        /// <summary>In the control octet: a From Date Time of four octets stands before the frame.</summary>
        public const int WithFromDateTime = 0x10;

        /// <summary>In the frame control: a command of a cluster, else one of the whole profile.</summary>
        public const int ClusterCommand = 0x01;

        /// <summary>In the control octet: the frame is encrypted behind its header.</summary>
        public const int Encrypted = 0x02;

        /// <summary>Of an answer, beside its frame control: it is to be encrypted.</summary>
        public const int Sealed = 0x100;

        /// <summary>In the frame control: from the server of a cluster to its client.</summary>
        public const int FromServer = 0x08;

        /// <summary>In the frame control: no default response is wanted.</summary>
        public const int NoDefaultResponse = 0x10;

        /// <summary>Profile command: Read Attributes.</summary>
        public const int ReadAttributes = 0x00;

        /// <summary>Profile command: Read Attributes Response.</summary>
        public const int ReadAttributesResponse = 0x01;

        /// <summary>Profile command: Default Response.</summary>
        public const int DefaultResponse = 0x0B;

        // control (1), cluster (2), length (2), then frame control, transaction sequence number, command
        private const int HeaderLength = 5;
        private const int ZclHeaderLength = 3;
        private const int FromDateTimeLength = 4;

        // The bits of the frame control that a GBZ command may have: frame type, direction, default response disabled.
        private const int KnownFrameControl = ClusterCommand | FromServer | NoDefaultResponse;

        private byte[] octets;
        private int end;
        private int next;
        private int left;

        /// <summary>The cluster.</summary>
        public int Cluster { get; private set; }

        /// <summary>
        /// From Date Time: when the command is to take effect, seconds since 2000-01-01T00:00:00Z; 0 for now, also where there is
        /// none.
        /// </summary>
        public long FromDateTime { get; private set; }

        /// <summary>The frame control.</summary>
        public int FrameControl { get; private set; }

        /// <summary>The transaction sequence number.</summary>
        public int Sequence { get; private set; }

        /// <summary>The command.</summary>
        public int Command { get; private set; }

        /// <summary>Where the fields of the command begin.</summary>
        public int FieldsOffset { get; private set; }

        /// <summary>How many octets they have.</summary>
        public int FieldsCount { get; private set; }

        /// <summary>True when the component at hand is the last.</summary>
        public bool IsLast
        {
            get { return left == 0; }
        }

        /// <summary>Begins a payload.</summary>
        /// <returns>How many components it says it has, or -1 if it is not of the form.</returns>
        public int Open(byte[] message, int offset, int count)
        {
            octets = message;
            end = offset + count;
            next = offset + 3;
            if (count < 3 || Octets.GetUInt16(message, offset) != Profile)
            {
                return -1;
            }
            left = message[offset + 2];
            return left;
        }

        /// <summary>Goes to the next component.</summary>
        /// <returns>
        /// False if it is not of the form, or if it or the end of the payload is not where it should be.
        /// </returns>
        public bool Next()
        {
            left--;
            if (left < 0 || end - next < HeaderLength + ZclHeaderLength)
            {
                return false;
            }
            int control = octets[next];
            Cluster = Octets.GetUInt16(octets, next + 1);
            int length = Octets.GetUInt16(octets, next + 3);
            bool isDated = (control & WithFromDateTime) != 0;
            int frame = next + HeaderLength + (isDated ? FromDateTimeLength : 0);
            if (end - frame < ZclHeaderLength)
            {
                return false;
            }
            // Before the frame everything is most significant octet first.
            FromDateTime = isDated ? Octets.GetInt32(octets, next + HeaderLength) & 0xFFFFFFFFL : 0;
            FrameControl = octets[frame];
            Sequence = octets[frame + 1];
            Command = octets[frame + 2];
            FieldsOffset = frame + ZclHeaderLength;
            // The length counts the From Date Time.
            next = next + HeaderLength + length;
            FieldsCount = next - FieldsOffset;
            bool isMarkedRight = (control & ~WithFromDateTime) == (IsLast ? LastComponent : 0);
            bool isEndRight = IsLast ? next == end : next < end;
            return isMarkedRight && isEndRight && FieldsCount >= 0 && (FrameControl & ~KnownFrameControl) == 0;
        }
    }
}
