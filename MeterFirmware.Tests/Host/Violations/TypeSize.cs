namespace Violations;

public class TypeSize;
