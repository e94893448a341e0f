namespace MeterFirmware.Gbcs
{
    /// <summary>Why a message was discarded without an answer, in the order of the checks.</summary>
    public static class Refusal
    {
        /// <summary>It was not: the command ran.</summary>
        public const int None = 0;

        /// <summary>Not a GBCS command.</summary>
        public const int NotACommand = 1;

        /// <summary>For another device.</summary>
        public const int OtherRecipient = 2;

        /// <summary>From a party that is not known.</summary>
        public const int UnknownOriginator = 3;

        /// <summary>A message code that this meter does not have, or that the party may not send.</summary>
        public const int NotAllowed = 4;

        /// <summary>The MAC is not the access control broker's.</summary>
        public const int WrongMac = 5;

        /// <summary>The signature is missing or not the originator's.</summary>
        public const int WrongSignature = 6;

        /// <summary>The originator counter is not higher than the last one.</summary>
        public const int Replay = 7;

        /// <summary>Authentic, but its content is not what its use case has.</summary>
        public const int NotConforming = 8;

        /// <summary>How many values there are.</summary>
        public const int Count = 9;

        /// <summary>The name of a reason, for the console.</summary>
        public static string NameOf(int refusal)
        {
            switch (refusal)
            {
                case None:
                    return "accepted";
                case NotACommand:
                    return "not a GBCS command";
                case OtherRecipient:
                    return "for another device";
                case UnknownOriginator:
                    return "originator not known";
                case NotAllowed:
                    return "message code not allowed to this originator";
                case WrongMac:
                    return "MAC is not valid";
                case WrongSignature:
                    return "signature is not valid";
                case Replay:
                    return "replayed: the originator counter is not higher than the last";
                default:
                    return "content does not conform to the use case";
            }
        }
    }
}
