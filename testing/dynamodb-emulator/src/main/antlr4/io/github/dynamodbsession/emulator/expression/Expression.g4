/*
 * DynamoDB's expressions (Developer Guide, "Using expressions in DynamoDB"). Which words are keywords depends on the
 * kind of expression: a reader turns those of the other kinds into identifiers before it parses.
 */
grammar Expression;

// Condition, filter and key condition expressions

condition
    : anyOf EOF
    ;

anyOf
    : allOf ( OR allOf )*
    ;

allOf
    : term ( AND term )*
    ;

term
    : NOT term                                         # negation
    | '(' anyOf ')'                                    # group
    | operand comparator operand                       # comparison
    | operand BETWEEN operand AND operand              # range
    | operand IN '(' operand ( ',' operand )* ')'      # membership
    | function                                         # predicate
    ;

comparator
    : '='
    | '<>'
    | '<'
    | '<='
    | '>'
    | '>='
    ;

// Update expressions

update
    : section+ EOF
    ;

section
    : SET assignment ( ',' assignment )*               # setSection
    | REMOVE path ( ',' path )*                        # removeSection
    | ADD change ( ',' change )*                       # addSection
    | DELETE change ( ',' change )*                    # deleteSection
    ;

assignment
    : path '=' newValue
    ;

newValue
    : operand ( ( '+' | '-' ) operand )?
    | '(' newValue ')'
    ;

change
    : path VALUE
    ;

// Projection expressions

projection
    : path ( ',' path )* EOF
    ;

// All of them

operand
    : path
    | VALUE
    | function
    | '(' operand ')'
    ;

function
    : IDENTIFIER '(' operand ( ',' operand )* ')'
    ;

path
    : name ( '.' name | '[' INDEX ']' )*
    ;

name
    : IDENTIFIER
    | ALIAS
    ;

AND     options { caseInsensitive = true; } : 'AND' ;
OR      options { caseInsensitive = true; } : 'OR' ;
NOT     options { caseInsensitive = true; } : 'NOT' ;
BETWEEN options { caseInsensitive = true; } : 'BETWEEN' ;
IN      options { caseInsensitive = true; } : 'IN' ;
SET     options { caseInsensitive = true; } : 'SET' ;
REMOVE  options { caseInsensitive = true; } : 'REMOVE' ;
ADD     options { caseInsensitive = true; } : 'ADD' ;
DELETE  options { caseInsensitive = true; } : 'DELETE' ;

LEFT_PARENTHESIS  : '(' ;
RIGHT_PARENTHESIS : ')' ;
PLUS              : '+' ;
MINUS             : '-' ;

IDENTIFIER : [a-zA-Z] [a-zA-Z0-9_]* ;
ALIAS      : '#' [a-zA-Z0-9_]+ ;
VALUE      : ':' [a-zA-Z0-9_]+ ;
INDEX      : '0' | [1-9] [0-9]* ;
SPACE      : [ \t\r\n]+ -> skip ;

// Whatever else there is comes one by one, as the service's messages name it.
UNKNOWN    : . ;
